using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Devices.Tests.Image;

/// <summary>The disk of a machine whose writes are taken down, and disks as they were after a cut.</summary>
internal sealed class PowerCutDisks : IDisposable
{
    private readonly TestFolder folder = new();

    private PowerCutDisks()
    {
    }

    /// <summary>The disk that the machine writes to.</summary>
    public string Recorded => folder["recorded.img"];

    public string LogFile => folder["writes.log"];

    private string Before => folder["before.img"];

    /// <param name="prepare">Changes the new disk before a machine starts from it.</param>
    public static async Task<PowerCutDisks> CreateAsync(Action<string> prepare)
    {
        var disks = new PowerCutDisks();
        ImageWorld.MakeDisk(disks.Recorded);
        prepare(disks.Recorded);
        await CopyAsync(disks.Recorded, disks.Before);
        await File.WriteAllBytesAsync(disks.LogFile, []);
        return disks;
    }

    /// <summary>The disk after each of so many cuts, earliest first.</summary>
    /// <param name="begun">How long the log was when cuts begin to count.</param>
    public async IAsyncEnumerable<PowerCut> CutsAsync(long begun, int count, Random chance)
    {
        using var log = WriteLog.Read(LogFile);
        var first = log.CountWithin(begun);
        Assert.True(log.Entries.Count - first > count, $"The machine wrote {log.Entries.Count - first} times only.");
        var flushed = 0;
        var (durable, cut) = (folder["durable.img"], folder["cut.img"]);
        await CopyAsync(Before, durable);
        foreach (var at in Enumerable.Range(0, count).Select(_ => chance.Next(first, log.Entries.Count)).Order())
        {
            var safe = log.DurableOf(at);
            using (var disk = File.Open(durable, FileMode.Open))
            {
                log.Replay(disk, flushed, safe, chance: null);
            }

            flushed = safe;
            await CopyAsync(durable, cut);
            using (var disk = File.Open(cut, FileMode.Open))
            {
                log.Replay(disk, safe, at, chance);
            }

            var last = at == 0 ? default : log.Entries[at - 1];
            yield return new(at, last.Data + last.Length, cut);
        }
    }

    public void Dispose() => folder.Dispose();

    private static async Task CopyAsync(string from, string to) => (await ChildProcess.RunAsync("/usr/bin/cp", "--sparse=always", "--reflink=auto", from, to)).With(0);
}
