using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Translates TUF refusals into messages and remedies for the terminal's operator or the stick's carrier.</summary>
internal static class RefusalWording
{
    /// <summary>The remedy for incompletely copied files.</summary>
    public const string CopyAgain = "Copy the desk's whole folder feed onto the stick again, and eject the stick before it is pulled out.";

    /// <summary>The remedy for files altered in transit.</summary>
    public const string ServeAsItIs = "Have the server, and any proxy before it, give the feed's files as they are.";

    public static SyncOutcome.Refused Of(MetadataRefusal refusal, FeedOrigin origin) => new(Sentence(refusal, origin), Fault(refusal.Reason));

    /// <summary>The message if the versions of the feed in force are no longer known.</summary>
    public static string Forgotten(SyncSite site) =>
        $"{site.Store.Feed.Path} is missing or is not as this terminal wrote it, and nothing else here says how new the feed was that was in force: an older one would be taken for new, so none is taken. {Forget(site, "Bring the desk's newest copy")}";

    /// <summary>The message for a valid feed that is not the one in force.</summary>
    public static string OtherFeed(MetadataRefusal refusal, SyncSite site) =>
        $"This terminal was in use with another feed: {Detail(refusal)}. What is here stays in force. {Forget(site, "If its desk has begun anew")}";

    private static string Forget(SyncSite site, string when) =>
        $"{when}, stop the service, forget all that came from the feed (rm -r {site.Store.Folder} {site.Store.Folder}.* {site.Folder}), start the service, and fetch the data anew: kiosk sync now, or kiosk sync import PATH";

    /// <summary>The message if a province's role was refused.</summary>
    public static string Sentence(MetadataRefusal refusal, ProvinceCode province, FeedOrigin origin) => refusal.Reason is RefusalReason.NotListed
        ? $"The feed has no province {province}, which Kiosk:Sync:Provinces names. Correct the setting, or have the desk publish that province."
        : Sentence(refusal, origin);

    private static string Sentence(MetadataRefusal refusal, FeedOrigin origin) => (refusal.Reason, origin) switch
    {
        (RefusalReason.Malformed, FeedOrigin.Stick) => $"{refusal.Sentence} {CopyAgain}",
        (RefusalReason.Malformed, _) => $"{refusal.Sentence} {ServeAsItIs}",
        (RefusalReason.Signatures, FeedOrigin.Stick) =>
            $"The stick comes from another desk than this terminal was set up with, or that desk has made itself new keys without the old ones: {FileOf(refusal.Role)} is not signed by the keys that are trusted here. Bring a stick from the terminal's own desk.",
        (RefusalReason.Signatures, _) =>
            $"The server offers the feed of another desk than this terminal was set up with, or that desk has made itself new keys without the old ones: {FileOf(refusal.Role)} is not signed by the keys that are trusted here. Check Kiosk:Sync:Feed; what is here stays in force.",
        (RefusalReason.Rollback, FeedOrigin.Stick) => $"The stick is older than what this terminal has: {Detail(refusal)}. Nothing was taken from it; bring a newer copy of the desk's folder feed.",
        (RefusalReason.Rollback, _) => $"The server offers an older state than this terminal has: {Detail(refusal)}. What is here stays in force; a mirror that lags behind mends itself, else have the desk publish again.",
        (RefusalReason.Expired, FeedOrigin.Stick) => $"The stick is too old to be trusted: {Detail(refusal)}. Bring a newer copy of the desk's folder feed.",
        (RefusalReason.Expired, _) => $"The feed is too old to be trusted: {Detail(refusal)}. Have the desk publish again.",
        (_, FeedOrigin.Stick) => $"The files on the stick do not belong together: {Detail(refusal)}. {CopyAgain}",
        _ => $"The server's files do not belong together: {Detail(refusal)}. It may have been publishing just then, and the next sync asks again; if it stays so, some proxy keeps old files.",
    };

    private static SyncFault Fault(RefusalReason reason) => reason switch
    {
        RefusalReason.Malformed or RefusalReason.Mismatch => SyncFault.Incomplete,
        RefusalReason.Rollback or RefusalReason.Expired => SyncFault.Older,
        RefusalReason.Signatures => SyncFault.Foreign,
        _ => SyncFault.Unusable,
    };

    private static string Detail(MetadataRefusal refusal) => Uncapitalized.Of(refusal.Sentence.TrimEnd('.'));

    private static string FileOf(string role) => RoleName.FileNameOf(role);
}
