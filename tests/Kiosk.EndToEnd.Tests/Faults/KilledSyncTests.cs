using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Service.Cache;
using Kiosk.Service.Sync;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>The program itself, killed during a sync.</summary>
public sealed class KilledSyncTests
{
    private const int Killed = 128 + KioskProcess.Kill;

    /// <summary>Every call that changes a cache file; in runs of the same call, the first and the middle one. For downloads and metadata, which are all alike, each kind of call once.</summary>
    [FactWithTool("cc")]
    public async Task Killed_at_any_step_it_leaves_the_last_good_or_the_new_and_says_that_it_did_not_end()
    {
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        (await terminal.ImportAsync()).AssertExit(0);
        FileTree.Copy(terminal.Folders.Data, terminal.Folder["before"]);
        await terminal.ChangeAsync(number: 1000);
        var shim = new StepShim(terminal.Folder, terminal.Folders.Data);
        (await terminal.ImportAsync(shim.Recording)).AssertExit(0);
        var last = (Lists: "1", Members: 40);
        foreach (var step in StepsOf(shim.Recorded))
        {
            Directory.Delete(terminal.Folders.Data, recursive: true);
            FileTree.Copy(terminal.Folder["before"], terminal.Folders.Data);

            (await terminal.ImportAsync(shim.KillingAt(step))).AssertExit(Killed);

            var found = terminal.Read();
            Assert.True(found == last || found == ("2", 40) || found == ("2", 41), $"Step {step}, {shim.Recorded[step - 1]}: {found} after {last}.");
            Assert.Equal(SentenceAt(step, shim.Recorded), terminal.Standing.Sentence);
            last = found;
        }

        Assert.Equal(("2", 41), last);
        (await terminal.ImportAsync()).AssertExit(0);
        Assert.Equal(("2", 41), terminal.Read());
        Assert.DoesNotContain(Directory.EnumerateFiles(terminal.Folders.Data, "*", SearchOption.AllDirectories), FileTree.IsUnfinished);
    }

    /// <summary>Merging layers neither loses nor adds anything, wherever it is killed.</summary>
    [FactWithTool("cc")]
    public async Task Killed_at_any_step_of_merging_its_layers_it_holds_what_it_held()
    {
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        (await terminal.ImportAsync()).AssertExit(0);
        for (var number = 0; number < CacheCompactor.MaxChain; number++)
        {
            await terminal.ChangeAsync(number: 1000 + number);
            (await terminal.ImportAsync()).AssertExit(0);
        }

        FileTree.Copy(terminal.Folders.Data, terminal.Folder["before"]);
        var shim = new StepShim(terminal.Folder, terminal.Folders.Data);
        Assert.Contains("holds in one file what was in several", (await terminal.UpkeepAsync(shim.Recording)).AssertExit(0).Output, StringComparison.Ordinal);
        foreach (var step in StepsOf(shim.Recorded))
        {
            Directory.Delete(terminal.Folders.Data, recursive: true);
            FileTree.Copy(terminal.Folder["before"], terminal.Folders.Data);

            (await terminal.UpkeepAsync(shim.KillingAt(step))).AssertExit(Killed);

            Assert.Equal(("2", 43), terminal.Read());
        }

        (await terminal.UpkeepAsync()).AssertExit(0);
        Assert.Equal(("2", 43), terminal.Read());
        Assert.DoesNotContain(Directory.EnumerateFiles(terminal.Folders.Data, "*", SearchOption.AllDirectories), FileTree.IsUnfinished);
    }

    private static IEnumerable<int> StepsOf(IReadOnlyList<string> recorded)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var first = 0; first < recorded.Count;)
        {
            var count = recorded.Skip(first).TakeWhile(step => step == recorded[first]).Count();
            if (seen.Add(KindOf(recorded[first])) || recorded[first].Contains(" cache", StringComparison.Ordinal) || recorded[first].EndsWith(SyncSite.StandingName, StringComparison.Ordinal))
            {
                yield return first + 1;
            }

            if (count > 2)
            {
                yield return first + 1 + (count / 2);
            }

            first += count;
        }
    }

    private static string KindOf(string step) => $"{Path.GetDirectoryName(step)} {Path.GetExtension(step)}";

    /// <summary>Written at the start and end of a sync.</summary>
    private static string SentenceAt(int step, IReadOnlyList<string> recorded) =>
        recorded.Take(step - 1).Count(call => call == $"rename sync/{SyncSite.StandingName}") switch
        {
            0 => "Generation 1 is in use.",
            1 => FeedSync.Begun.English,
            _ => "Generation 3 is in use.",
        };
}
