using System.Text.Json.Nodes;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Judging;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.CommandLine;

/// <summary>What every verb that publishes does: makes sure that nothing newer was, publishes, remembers what, prints it.</summary>
internal static class Publication
{
    /// <inheritdoc cref="RunAsync(RegistryDesk, bool, Func{FeedTree, Task{PublishingReport}}, SourceProblems?, CancellationToken)"/>
    public static Task<int> RunAsync(RegistryDesk desk, bool asJson, Func<FeedTree, Task<PublishingReport>> publish, CancellationToken cancellationToken) =>
        RunAsync(desk, asJson, publish, problems: null, cancellationToken);

    /// <param name="publish">Publishes; what it needs of the tree it reads after the guard has.</param>
    /// <param name="problems">Filled by <paramref name="publish"/> where there is a source folder.</param>
    public static async Task<int> RunAsync(
        RegistryDesk desk, bool asJson, Func<FeedTree, Task<PublishingReport>> publish, SourceProblems? problems, CancellationToken cancellationToken)
    {
        using var tree = new FeedTree(desk.Feed, new DiskSync());
        await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
        try
        {
            var report = await publish(tree);
            desk.Remember(new(report.Root, report.Timestamp));
            return ReportPrinter.Print(report, problems, asJson);
        }
        catch (SourceRefusedException refused)
        {
            return Refuse(refused, asJson);
        }
        catch (ShrinkException refused)
        {
            return Refuse(refused, asJson);
        }
    }

    private static int Refuse(ShrinkException refused, bool asJson)
    {
        if (asJson)
        {
            ReportPrinter.WriteLine(new() { ["published"] = false, ["losses"] = new JsonArray([.. refused.Sentences.Select(sentence => JsonValue.Create(sentence))]) });
        }

        foreach (var sentence in refused.Sentences)
        {
            Console.Error.WriteLine($"registry: {sentence}");
        }

        return ExitCode.No;
    }

    private static int Refuse(SourceRefusedException refused, bool asJson)
    {
        if (asJson)
        {
            ReportPrinter.WriteLine(ProblemPrinter.ToJson(refused.Problems));
        }
        else
        {
            ProblemPrinter.Print(refused.Problems, Console.Error);
        }

        Console.Error.WriteLine($"registry: {refused.Message}");
        return ExitCode.Misuse;
    }
}
