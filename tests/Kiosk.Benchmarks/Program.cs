namespace Kiosk.Benchmarks;

/// <summary><c>kiosk-bench [--quick] [--json] [--only NAME]</c>: prints every figure with its limit; exits with 0 if all are met, otherwise 1.</summary>
internal static class Program
{
    private static readonly (string Name, Func<BenchSize, Task<IReadOnlyList<Figure>>> Run)[] Benches =
    [
        ("decision", DecisionBench.RunAsync),
        ("journal", JournalBench.RunAsync),
        ("checkpoint", CheckpointBench.RunAsync),
        ("revocation", RevocationBench.RunAsync),
        ("crl", CrlBench.RunAsync),
        ("display", DisplayBench.RunAsync),
        ("face", FaceBench.RunAsync),
        ("tap", TapBench.RunAsync),
        ("upload", UploadBench.RunAsync),
        ("publish", PublishBench.RunAsync),
        ("start", StartBench.RunAsync),
        ("sync", SyncBench.RunAsync),
        ("delta", DeltaBench.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args is [EmptyHost.Verb])
        {
            return await EmptyHost.RunAsync();
        }

        if (args is [GrowthBench.Verb])
        {
            return GrowthBench.Run();
        }

        if (args is [CrlBench.Verb, .. var paths])
        {
            return CrlBench.RunChild(paths);
        }

        if (args is [SyncBench.ImportVerb, ..])
        {
            return SyncBench.RunImport(args);
        }

        if (args is [DeltaBench.Verb, ..])
        {
            return DeltaBench.RunChild(args);
        }

        if (args is [CardProcess.Verb, ..])
        {
            return await CardProcess.RunChildAsync(args);
        }

        var unknown = args.FirstOrDefault(arg => arg is not ("--quick" or "--json" or "--help") && !arg.StartsWith("--only=", StringComparison.Ordinal));
        if (unknown is not null || args.Contains("--help"))
        {
            Console.WriteLine($"{(unknown is null ? "" : $"Unknown: {unknown}. ")}Usage: ./kiosk bench --growth, or [--quick] [--json] [--only=NAME] with NAME one of {string.Join(", ", Benches.Select(bench => bench.Name))}, collector");
            return unknown is null ? 0 : 2;
        }

        var size = args.Contains("--quick") ? BenchSize.Quick : BenchSize.Full;
        var json = args.Contains("--json");
        var only = args.FirstOrDefault(arg => arg.StartsWith("--only=", StringComparison.Ordinal))?["--only=".Length..];
        var allHold = true;
        foreach (var bench in Benches.Where(bench => only is null || bench.Name == only))
        {
            await Console.Error.WriteLineAsync($"measuring {bench.Name} …");
            foreach (var figure in await bench.Run(size))
            {
                Console.WriteLine(json ? figure.ToJson() : figure.ToString());
                allHold &= figure.Ok;
            }
        }

        return allHold ? 0 : 1;
    }
}

/// <summary>How long to measure.</summary>
internal enum BenchSize
{
    Quick,
    Full,
}
