using System.Globalization;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Testing.Processes;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A terminal's disk after the power failed, looked at from outside: what the next start finds on it.</summary>
internal sealed class CutDisk(string disk) : IDisposable
{
    private const string Outage = "Out of service: terminal.journal";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(2);

    private readonly TestFolder folder = new();

    /// <summary>The slot that the boot loader takes next, as <c>grub.cfg</c> chooses it.</summary>
    public async Task<char> NextSlotAsync()
    {
        var variables = folder["grubenv"];
        await RunAsync("/usr/bin/mcopy", "-n", "-i", $"{disk}@@{Partitions.StartOf(disk, Partitions.Boot)}", "::/grub/grubenv", variables);
        var values = (await File.ReadAllLinesAsync(variables)).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        var order = values.GetValueOrDefault("ORDER", "A B").Split(' ');
        return (order.FirstOrDefault(slot => values.GetValueOrDefault($"{slot}_OK", "1") == "1" && values.GetValueOrDefault($"{slot}_TRY", "0") is not "3") ?? order[0])[0];
    }

    /// <returns>Whether the slot holds what was released, to the last byte.</returns>
    public bool IsWhole(char slot)
    {
        var released = Partitions.StartOf(ImageFiles.Image, Partitions.SlotA);
        return Slots.AreEqual(ImageFiles.Image, released, disk, Partitions.StartOf(disk, slot == 'A' ? Partitions.SlotA : Partitions.SlotB));
    }

    /// <summary>Repairs the data partition as the next start does, starts the service on it, and looks for records in its journal.</summary>
    /// <param name="written">By number, as <c>log export --json</c> shows them.</param>
    /// <param name="acknowledged">The last one that must be there.</param>
    /// <returns>What is wrong; empty if the terminal is ready again and all of them are there.</returns>
    public async Task<string> FindFaultAsync(IReadOnlyDictionary<ulong, string> written, ulong acknowledged)
    {
        var settings = await PrepareAsync();
        using (var service = ChildProcess.Start(ImageFiles.Program, "run", "--config", settings))
        {
            await Guest.Eventually.IsAsync(
                async () => service.Errors.ToString().Contains(Outage, StringComparison.Ordinal) || (await ChildProcess.RunAsync(ImageFiles.Program, "status", "--json", "--config", settings)).ExitCode == 0,
                () => Task.FromResult($"the terminal is ready after the cut; it says {service.Output}{service.Errors}"),
                ReadyTimeout,
                CancellationToken.None);
            if (service.Errors.ToString().Split('\n').FirstOrDefault(line => line.Contains(Outage, StringComparison.Ordinal)) is { } outage)
            {
                return outage;
            }
        }

        await RunAsync(ImageFiles.Program, "log", "verify", "--config", settings);
        var found = JournalLines.Numbered((await RunAsync(ImageFiles.Program, "log", "export", "--json", "--config", settings)).Output);
        var lost = written.Where(record => record.Key <= acknowledged && found.GetValueOrDefault(record.Key) != record.Value).Select(record => record.Key).ToList();
        return lost.Count == 0 ? "" : $"Of the records up to {acknowledged}, which were acknowledged, {string.Join(", ", lost)} are lost.";
    }

    public void Dispose() => folder.Dispose();

    /// <returns>The settings of a terminal with the data of this disk.</returns>
    private async Task<string> PrepareAsync()
    {
        var partition = folder["data.ext4"];
        await RunAsync("/usr/bin/dd", $"if={disk}", $"of={partition}", "iflag=skip_bytes", string.Create(CultureInfo.InvariantCulture, $"skip={Partitions.StartOf(disk, Partitions.Data)}"), "bs=1M", "conv=sparse");
        var repair = await ChildProcess.RunAsync("/usr/sbin/e2fsck", "-fy", partition);
        Assert.True(repair.ExitCode <= 1, $"The data partition cannot be repaired: {repair.Output}{repair.Errors}");
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        await RunAsync("/usr/sbin/debugfs", "-R", $"rdump /kiosk {data}", partition);
        await RunAsync("/usr/bin/chown", "-R", "0:0", data);
        return SettingsFile.Write(
            folder["kiosk.json"],
            new { ImageWorld.TerminalId, DataFolder = Path.Combine(data, "kiosk"), Reader = new { Kind = "virtual" }, Display = new { Kind = "none" }, Http = new { Port = FreePorts.TakePair() } });
    }

    private static async Task<EndedProcess> RunAsync(string program, params string[] arguments) => (await ChildProcess.RunAsync(program, arguments)).With(0);
}
