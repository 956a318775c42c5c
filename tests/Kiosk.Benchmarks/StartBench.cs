using System.Text.Json.Nodes;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Pcsc;

namespace Kiosk.Benchmarks;

/// <summary>Time from process start to ready, compared with an empty generic host, and the memory of a working service, both with 300,000 members and a million revocations.</summary>
internal static class StartBench
{
    private const int Taps = 20;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var large = LargeCache.Build();
        return [Ready(large, size == BenchSize.Quick ? 7 : 21), await ResidentAsync(large)];
    }

    private static Figure Ready(LargeCache large, int rounds)
    {
        var configuration = WriteConfiguration(large, "virtual");
        var both = new SideBySide();
        for (var round = 0; round < rounds; round++)
        {
            using var service = ServiceProcess.Start(large.At(""), [Programs.Shipped, "run", "--config", configuration, "--screen", "none"]);
            using var empty = ServiceProcess.Start(large.At(""), [Programs.Itself, EmptyHost.Verb]);
            both.Add(service.ReadyAfter.TotalMicroseconds, empty.ReadyAfter.TotalMicroseconds);
        }

        return both.ToFigure("start.ready", 3);
    }

    private static async Task<Figure> ResidentAsync(LargeCache large)
    {
        await using var daemon = PrivatePcscd.Create("bench");
        await daemon.StartAsync(CancellationToken.None);
        using var service = ServiceProcess.Start(
            large.At(""),
            [Programs.Shipped, "run", "--config", WriteConfiguration(large, "pcsc"), "--screen", "none"],
            new Dictionary<string, string> { ["PCSCLITE_CSOCK_NAME"] = PrivatePcscd.SocketPath });
        var card = BenchCards.ImageOf(large.Card);
        for (var tap = 0; tap < Taps; tap++)
        {
            await using var link = await VpcdLink.ConnectAsync(new VirtualCard(card, TimeProvider.System), "127.0.0.1", daemon.Readers[0].Port, CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return new Figure("memory.resident", service.ResidentMegabytes, "MB", 80, $"after {Taps} taps through pcscd");
    }

    // As JSON nodes: the native benchmark program serialises nothing by reflection.
    private static string WriteConfiguration(LargeCache large, string reader)
    {
        var path = large.At($"{reader}.json");
        var settings = new JsonObject
        {
            ["TerminalId"] = LargeCache.TerminalId,
            ["Attended"] = true,
            ["Identity"] = new JsonObject { ["Keys"] = "file" },
            ["DataFolder"] = large.DataFolder,
            ["Reader"] = new JsonObject { ["Kind"] = reader },
            ["Http"] = new JsonObject { ["Port"] = 0 },
        };
        File.WriteAllText(path, new JsonObject { ["Kiosk"] = settings }.ToJsonString());
        return path;
    }
}
