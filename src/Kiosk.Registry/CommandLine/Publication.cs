using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>What every verb that publishes does: makes sure that nothing newer was, publishes, remembers what, prints it.</summary>
internal static class Publication
{
    /// <inheritdoc cref="RunAsync(RegistryDesk, bool, Language, Func{FeedTree, Task{PublishingReport}}, SourceProblems?, CancellationToken)"/>
    public static Task<int> RunAsync(RegistryDesk desk, bool asJson, Language language, Func<FeedTree, Task<PublishingReport>> publish, CancellationToken cancellationToken) =>
        RunAsync(desk, asJson, language, publish, problems: null, cancellationToken);

    /// <param name="publish">Publishes; what it needs of the tree it reads after the guard has.</param>
    /// <param name="problems">Filled by <paramref name="publish"/> where there is a source folder.</param>
    public static async Task<int> RunAsync(
        RegistryDesk desk, bool asJson, Language language, Func<FeedTree, Task<PublishingReport>> publish, SourceProblems? problems, CancellationToken cancellationToken)
    {
        using var tree = desk.OpenFeed();
        await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
        var report = await publish(tree);
        desk.Remember(new(report.Root, report.Timestamp));
        return ReportPrinter.Print(report, problems, asJson, language);
    }
}
