using Kiosk.Service.CommandLine;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Wording;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Sync;

/// <summary>Sticks as couriers bring them: what is on them is found, or said in their words and on the screen. Cases 12-stick and 16-stick-screen.</summary>
public sealed class StickTests
{
    private const string CopyAgain = "Copy the desk's whole folder feed onto the stick again, and eject the stick before it is pulled out.";

    [Theory]
    [InlineData("")]
    [InlineData("kiosk")]
    [InlineData("feed")]
    [InlineData("KIOSK")]
    [InlineData("Kiosk/feed")]
    [InlineData("feed (1)")]
    [InlineData("Dữ liệu tháng 11")]
    public async Task A_feed_is_found_at_the_top_and_up_to_two_folders_down(string folder)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = Directory.CreateDirectory(terminal["stick"]).FullName;
        terminal.Feed.CopyTo(Path.Combine(stick, folder));

        Assert.Equal((StickNews.Updated, "Generation 1 is in use."), await ImportAsync(terminal, stick));
    }

    [Fact]
    public async Task Names_in_capitals_and_the_litter_of_Windows_and_macOS_are_no_obstacle()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        foreach (var file in Directory.GetFiles(stick, "*", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, "._" + Path.GetFileName(file)), "");
        }

        Directory.Move(Path.Combine(stick, "metadata"), Path.Combine(stick, "METADATA"));
        Directory.Move(Path.Combine(stick, "targets"), Path.Combine(stick, "Targets"));
        Directory.CreateDirectory(Path.Combine(stick, "System Volume Information", "metadata"));
        Directory.CreateDirectory(Path.Combine(stick, "$RECYCLE.BIN", "metadata"));

        Assert.Equal((StickNews.Updated, "Generation 1 is in use."), await ImportAsync(terminal, stick));
    }

    [Fact]
    public async Task Of_two_copies_the_newer_is_taken()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        terminal.Feed.CopyTo(terminal["stick/feed"]);
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        terminal.Feed.CopyTo(terminal["stick/feed (1)"]);

        await ImportAsync(terminal, terminal["stick"]);

        Assert.True(terminal.Holds(1000));
    }

    [Theory]
    [InlineData("", "The stick is empty. Copy the desk's folder feed onto it, as it is.")]
    [InlineData("feed.zip", "The stick holds no feed, but feed.zip, which is packed. Unpack it on a computer, and copy the folder feed that is in it onto the stick.")]
    [InlineData("Tải về/feed (1).RAR", "The stick holds no feed, but feed (1).RAR, which is packed. Unpack it on a computer, and copy the folder feed that is in it onto the stick.")]
    [InlineData("metadata", "On the stick metadata is a file; in a feed it is a folder. Copy the desk's folder feed onto it, as it is.")]
    [InlineData("Báo cáo.docx", "The stick holds no feed, but Báo cáo.docx: no folder metadata at its top or up to two folders down. Copy the desk's folder feed onto it, as it is.")]
    [InlineData("a/b/c/metadata/timestamp.json", "The stick holds no feed, but a: no folder metadata at its top or up to two folders down. Copy the desk's folder feed onto it, as it is.")]
    [InlineData("\u001b[2J.txt", "The stick holds no feed, but ?[2J.txt: no folder metadata at its top or up to two folders down. Copy the desk's folder feed onto it, as it is.")]
    public async Task A_stick_without_a_feed_is_said_to_be_that_and_what_is_there_instead(string file, string sentence)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 1);
        var stick = Directory.CreateDirectory(terminal["stick"]).FullName;
        Put(stick, file.Length > 0 ? file : ".Trashes/litter");

        Assert.Equal(sentence, Assert.IsType<StickContent.NoFeed>(await StickSearch.LookAsync(stick, CancellationToken.None)).Sentence.English);
    }

    [Fact]
    public async Task Where_there_is_no_stick_there_is_none() =>
        Assert.Equal(
            "There is no folder /nowhere-at-all. Plug the stick in, and name where it is mounted.",
            Assert.IsType<StickContent.Absent>(await StickSearch.LookAsync("/nowhere-at-all", CancellationToken.None)).Sentence.English);

    [Theory]
    [InlineData("no targets", "crls/issuing-1.crl, crls/issuing-2.crl, crls/root.crl and 11 more: not on the stick, which has no folder targets beside the others: it was not copied to its end. " + CopyAgain)]
    [InlineData("members empty", "members of 01 (0 of *): not whole on the stick. " + CopyAgain)]
    [InlineData("members cut", "members of 01 (200 of *): not whole on the stick. " + CopyAgain)]
    [InlineData("members changed", "members of 01: changed or damaged on the stick: it is not the file that is signed. " + CopyAgain)]
    [InlineData("members longer", "members of 01 (more than *): longer on the stick than the desk signed it. " + CopyAgain)]
    [InlineData("timestamp cut", "timestamp.json: it breaks off after 100 bytes. " + CopyAgain)]
    [InlineData("timestamp empty", "timestamp.json: it is empty. " + CopyAgain)]
    [InlineData("timestamp of zeros", "timestamp.json: its 300 bytes are all zero: it was not written to its end. " + CopyAgain)]
    [InlineData("timestamp of another form", "timestamp.json: it was changed or damaged: The member \"expires\" of \"signed\" of timestamp metadata (TUF 1.0) is missing. " + CopyAgain)]
    [InlineData("timestamp missing", "timestamp.json: not on the stick. " + CopyAgain)]
    [InlineData("names of 8 letters", "crls/issuing-1.crl (*), crls/issuing-2.crl (*), crls/root.crl (*) and 11 more: on the stick only under a name that was shortened. Format the stick as exFAT or FAT32 on a computer that keeps long names, and copy the desk's whole folder feed onto it again.")]
    [InlineData("short names", "timestamp.json (TIMEST~1.JSO): on the stick only under a name that was shortened. Format the stick as exFAT or FAT32 on a computer that keeps long names, and copy the desk's whole folder feed onto it again.")]
    public async Task A_stick_that_was_not_copied_whole_says_which_files_and_what_to_do(string damage, string sentence)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        Damage(stick, damage);

        var (news, said) = await ImportAsync(terminal, stick);

        Assert.Equal(StickNews.Incomplete, news);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(sentence).Replace(@"\*", "[0-9A-F a-z~]+", StringComparison.Ordinal) + "$", said);
        Assert.DoesNotMatch("[0-9a-f]{32}", said);
    }

    [Fact]
    public async Task A_stick_that_is_older_than_the_terminal_says_so_and_takes_nothing_back()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        await terminal.SyncWellAsync();

        var (news, said) = await ImportAsync(terminal, stick);

        Assert.Equal(StickNews.Older, news);
        Assert.Equal("The stick is older than what this terminal has: timestamp version 1 is older than version 2, which is trusted already. Nothing was taken from it; bring a newer copy of the desk's folder feed.", said);
        Assert.True(terminal.Holds(1000));
    }

    [Fact]
    public async Task A_stick_of_another_desk_says_so()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var other = TestPublisher.Create(terminal["other"], terminal.Source, terminal.Time, members: 1);
        await other.PublishAsync();

        var (news, said) = await ImportAsync(terminal, other.Folder);

        Assert.Equal(StickNews.Foreign, news);
        Assert.StartsWith("The stick comes from another desk than this terminal was set up with", said, StringComparison.Ordinal);
        Assert.EndsWith("Bring a stick from the terminal's own desk.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stick_of_which_a_part_is_in_use_says_that()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        terminal.Source.WriteCrls(number: 2);
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        Damage(stick, "members cut");

        var (news, said) = await ImportAsync(terminal, stick);

        Assert.Equal(StickNews.Partly, news);
        Assert.StartsWith("Generation 2 is in use. members of 01 (", said, StringComparison.Ordinal);
    }

    internal static async Task<(StickNews News, string Sentence)> ImportAsync(SyncedTerminal terminal, string stick)
    {
        var found = Assert.IsType<StickContent.Found>(await StickSearch.LookAsync(stick, CancellationToken.None));
        var outcome = await terminal.Setup.Sync.RunAsync(found.Feed, CancellationToken.None);
        Assert.Empty(LeftInEnglish.FaultsIn(outcome.Told.In(Language.Vietnamese)));
        return (StickAnnouncement.Of(outcome), outcome.Sentence);
    }

    private static void Damage(string stick, string damage)
    {
        var timestamp = Path.Combine(stick, "metadata", "timestamp.json");
        string[] members = [.. Directory.GetFiles(Path.Combine(stick, "targets"), "*members*", SearchOption.AllDirectories)];
        switch (damage)
        {
            case "no targets":
                Directory.Delete(Path.Combine(stick, "targets"), recursive: true);
                break;
            case "members empty":
                Array.ForEach(members, path => File.WriteAllBytes(path, []));
                break;
            case "members cut":
                Array.ForEach(members, path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..200]));
                break;
            case "members changed":
                Array.ForEach(members, path => File.WriteAllBytes(path, new byte[new FileInfo(path).Length]));
                break;
            case "members longer":
                Array.ForEach(members, path => File.AppendAllText(path, "!"));
                break;
            case "timestamp cut":
                File.WriteAllBytes(timestamp, File.ReadAllBytes(timestamp)[..100]);
                break;
            case "timestamp empty":
                File.WriteAllBytes(timestamp, []);
                break;
            case "timestamp of zeros":
                File.WriteAllBytes(timestamp, new byte[300]);
                break;
            case "timestamp of another form":
                File.WriteAllText(timestamp, File.ReadAllText(timestamp).Replace("expires", "eypires", StringComparison.Ordinal));
                break;
            case "timestamp missing":
                File.Delete(timestamp);
                break;
            case "names of 8 letters":
                Array.ForEach(Directory.GetFiles(Path.Combine(stick, "targets"), "*", SearchOption.AllDirectories), path => File.Move(path, Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path)[..8].ToUpperInvariant())));
                break;
            default:
                File.Move(timestamp, Path.Combine(stick, "metadata", "TIMEST~1.JSO"));
                break;
        }
    }

    private static void Put(string stick, string name)
    {
        var path = Path.Combine(stick, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "what it holds");
    }
}
