using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Kiosk.Benchmarks;

/// <summary>
/// The cost of the user interface: the memory of the whole demo (terminal, renderer, page, authority and feed server in one process) while the page is open, and the
/// time from a decision to its picture in a browser.
/// </summary>
internal static class FaceBench
{
    private const int Cards = 12;

    /// <summary>Where <c>./kiosk bench</c> puts the page's scripts and their dependencies.</summary>
    private const string ScriptsVariable = "KIOSK_PAGE_SCRIPTS";

    /// <summary>Why they are missing.</summary>
    private const string MissingVariable = "KIOSK_PAGE_MISSING";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var resident = await ResidentAsync();
        if (Environment.GetEnvironmentVariable(ScriptsVariable) is { Length: > 0 } scripts)
        {
            return [resident, await BrowserAsync(scripts, size == BenchSize.Quick ? 3 : 10)];
        }

        var missing = Environment.GetEnvironmentVariable(MissingVariable) is { Length: > 0 } said ? said : "run it by ./kiosk bench";
        await Console.Error.WriteLineAsync($"face.decision-to-browser is not measured: {missing}.");
        return [resident];
    }

    private static async Task<Figure> ResidentAsync()
    {
        using var demo = await DemoProcess.StartAsync();
        using var over = new CancellationTokenSource();
        var looking = demo.LookAsync(over.Token);
        for (var card = 1; card <= Cards; card++)
        {
            await demo.TapAsync(card);
        }

        var resident = demo.ResidentMegabytes;
        await over.CancelAsync();
        await looking.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return new("face.resident", resident, "MB", 110, $"the demo with its page looked at, after {Cards} taps");
    }

    private static async Task<Figure> BrowserAsync(string scripts, int rounds)
    {
        var start = new ProcessStartInfo("node", ["delay.mjs", $"{rounds}"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = scripts };
        start.Environment["KIOSK_PROGRAM"] = Programs.Shipped;
        using var script = Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        if (script.ExitCode != 0 || JsonNode.Parse(output) is not JsonArray told)
        {
            throw new InvalidOperationException($"node delay.mjs ended with {script.ExitCode}.");
        }

        var delays = told.Select(delay => delay!.GetValue<double>()).Order().ToArray();
        return new("face.decision-to-browser", delays[^1], "ms", 100, $"the longest of {delays.Length}; median {delays[delays.Length / 2]:0} ms");
    }
}
