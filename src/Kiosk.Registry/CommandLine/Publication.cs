using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.CommandLine;

/// <summary>What every verb that publishes does: makes sure that nothing newer was, publishes, remembers what, prints it.</summary>
internal static class Publication
{
    /// <param name="publish">Publishes; what it needs of the tree it reads after the guard has.</param>
    public static async Task<int> RunAsync(RegistryDesk desk, bool asJson, Func<FeedTree, Task<PublishingReport>> publish, CancellationToken cancellationToken)
    {
        using var tree = new FeedTree(desk.Feed, new DiskSync());
        await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
        var report = await publish(tree);
        desk.Remember(new(report.Root, report.Timestamp));
        return ReportPrinter.Print(report, asJson);
    }
}
