namespace Kiosk.Service.Tests;

/// <summary>Who may reference whom. A new room needs a line here: deciding it is the point.</summary>
internal static class DependencyTable
{
    /// <summary>Below everything: words in two languages. Any room may name it.</summary>
    public const string Everywhere = "Kiosk.Words";

    private static readonly string[] OfTheLine = ["Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Journal", "Kiosk.Ui", "Kiosk.Verification"];

    /// <summary>What a room may name of ours outside itself, by prefix.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // The lower projects.
        ["Kiosk.Words"] = [],
        ["Kiosk.Durability"] = [],
        ["Kiosk.Cards"] = [],
        ["Kiosk.Feed"] = [],
        ["Kiosk.Ui"] = [],
        ["Kiosk.Hardware"] = ["Kiosk.Cards"],
        ["Kiosk.Verification"] = ["Kiosk.Cards"],
        ["Kiosk.Journal"] = ["Kiosk.Durability", "Kiosk.Verification.Reasons", "Kiosk.Verification.Sealing", "Kiosk.Verification.Time"],
        ["Kiosk.Identity"] = ["Kiosk.Durability", "Kiosk.Feed", "Kiosk.Journal"],
        ["Kiosk.Trials"] = ["Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware.Readers.Virtual", "Kiosk.Verification"],
        ["Kiosk.CommandLine"] = ["Kiosk.Durability"],
        ["Kiosk.Source"] = ["Kiosk.Durability", "Kiosk.Feed", "Kiosk.Ui.Rendering.Paper", "Kiosk.Verification"],
        ["Kiosk.Collector"] = ["Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Identity.Enrolment", "Kiosk.Identity.Listing", "Kiosk.Journal", "Kiosk.Source", "Kiosk.Ui.Rendering.Paper", "Kiosk.Verification.Certificates", "Kiosk.Verification.Reasons", "Kiosk.Verification.Time"],
        ["Kiosk.Registry"] = ["Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Identity.Enrolment", "Kiosk.Source", "Kiosk.Ui.Rendering.Paper", "Kiosk.Verification"],

        // Facts of every room.
        ["Kiosk.Service.Time"] = ["Kiosk.Durability", "Kiosk.Verification.Time"],
        ["Kiosk.Service.Configuration"] = ["Kiosk.Durability", "Kiosk.Journal.Upload"],

        // From evidence to decision: pure, so nothing that stores, shows or waits.
        ["Kiosk.Service.Admission"] = ["Kiosk.Feed.Attendance", "Kiosk.Feed.Invitations", "Kiosk.Feed.Records", "Kiosk.Verification"],

        // Whether an open door is an alarm.
        ["Kiosk.Service.Alarms"] = ["Kiosk.Service.Configuration", "Kiosk.Ui.Screens"],

        // What is kept, and can be fetched anew.
        ["Kiosk.Service.Cache"] = ["Kiosk.Durability", "Kiosk.Feed", "Kiosk.Verification"],

        // What arrives from elsewhere, by wire or by stick.
        ["Kiosk.Service.Sync"] =
        [
            "Kiosk.Feed", "Kiosk.Service.Cache", "Kiosk.Service.Configuration", "Kiosk.Durability", "Kiosk.Service.Time", "Kiosk.Verification",
        ],

        // Lamps, sounds, doors, contacts and the clock: what the settings name, opened and served.
        ["Kiosk.Service.Devices"] =
        [
            "Kiosk.Hardware", "Kiosk.Ui", "Kiosk.Durability", "Kiosk.Journal", "Kiosk.Service.Alarms", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Desks", "Kiosk.Service.Feedback", "Kiosk.Service.Time",
            "Kiosk.Verification.Reasons", "Kiosk.Verification.Time",
        ],

        // From a decision to a screen.
        ["Kiosk.Service.Feedback"] =
        [
            "Kiosk.Ui", "Kiosk.Feed.Attendance", "Kiosk.Feed.Records", "Kiosk.Feed.Tokens", "Kiosk.Cards", "Kiosk.Service.Admission", "Kiosk.Journal", "Kiosk.Verification.Reasons",
        ],

        // The line, from a card to a record.
        ["Kiosk.Service.CheckIn"] =
        [
            .. OfTheLine, "Kiosk.Identity", "Kiosk.Service.Admission", "Kiosk.Service.Alarms", "Kiosk.Service.Cache", "Kiosk.Service.Configuration", "Kiosk.Service.Feedback", "Kiosk.Service.Sync",
            "Kiosk.Service.Time",
        ],

        // What leaves: the journal, and what the collector answers.
        ["Kiosk.Service.Upload"] = ["Kiosk.Durability", "Kiosk.Journal", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Sync"],

        // The program's own next version.
        ["Kiosk.Service.Updates"] = ["Kiosk.Durability", "Kiosk.Service.Admission", "Kiosk.Service.CheckIn", "Kiosk.Service.Sync"],

        // Slips on paper.
        ["Kiosk.Service.Printing"] = ["Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Ui.Rendering.Paper", "Kiosk.Ui.Rendering.Pictures", "Kiosk.Ui.Screens"],

        // The terminal's own keys.
        ["Kiosk.Service.Identity"] = ["Kiosk.Durability", "Kiosk.Feed.Records", "Kiosk.Feed.Sealing", "Kiosk.Identity", "Kiosk.Journal", "Kiosk.Service.Cache", "Kiosk.Service.Configuration", "Kiosk.Service.Sync"],

        // What a clerk sees.
        ["Kiosk.Service.Desks"] = ["Kiosk.Feed.Records", "Kiosk.Feed.Tokens", "Kiosk.Journal", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Time", "Kiosk.Service.Upload", "Kiosk.Ui.Screens", "Kiosk.Verification.Reasons"],

        // What is asked of a terminal from outside, and told.
        ["Kiosk.Service.Health"] =
        [
            .. OfTheLine, "Kiosk.Identity", "Kiosk.Service.Admission", "Kiosk.Service.Alarms", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Desks", "Kiosk.Service.Devices", "Kiosk.Service.Feedback",
            "Kiosk.Service.Identity", "Kiosk.Service.Sync", "Kiosk.Service.Time", "Kiosk.Service.Upload",
        ],
        ["Kiosk.Service.Reporting"] =
        [
            "Kiosk.Durability", "Kiosk.Feed.Records", "Kiosk.Journal", "Kiosk.Verification.Reasons", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Health", "Kiosk.Service.Upload",
        ],
        ["Kiosk.Service.Page"] =
        [
            "Kiosk.Ui", "Kiosk.Feed.Records", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Desks", "Kiosk.Service.Devices", "Kiosk.Durability", "Kiosk.Service.Feedback", "Kiosk.Service.Health", "Kiosk.Journal", "Kiosk.Verification.Reasons",
        ],

        // Where the parts are put together.
        ["Kiosk.Service.Hosting"] =
        [
            "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Hardware.Scanners", "Kiosk.Journal", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Devices",
            "Kiosk.Service.Feedback", "Kiosk.Service.Health", "Kiosk.Service.Identity", "Kiosk.Service.Page", "Kiosk.Service.Printing", "Kiosk.Service.Reporting", "Kiosk.Service.Sync", "Kiosk.Service.Time", "Kiosk.Service.Updates", "Kiosk.Service.Upload",
        ],

        // Made-up worlds, in which the real parts are tried.
        ["Kiosk.Service.SelfTest"] =
        [
            .. OfTheLine, "Kiosk.Hardware", "Kiosk.Identity", "Kiosk.Trials", "Kiosk.Service.Admission", "Kiosk.Service.Alarms", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Devices", "Kiosk.Service.Feedback", "Kiosk.Service.Health",
            "Kiosk.Service.Identity", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],
        ["Kiosk.Service.Demo"] =
        [
            "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Identity.Enrolment", "Kiosk.Journal", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Hardware", "Kiosk.Trials", "Kiosk.CommandLine", "Kiosk.Service.CheckIn", "Kiosk.Service.CommandLine.Answers", "Kiosk.Service.CommandLine.Arguments", "Kiosk.Service.Configuration",
            "Kiosk.Service.Devices", "Kiosk.Service.Identity", "Kiosk.Service.Page", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],

        // The verbs, over everything; nothing is over them but the entry.
        ["Kiosk.Service.CommandLine"] =
        [
            .. OfTheLine, "Kiosk.CommandLine", "Kiosk.Hardware", "Kiosk.Identity", "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Demo", "Kiosk.Service.Devices",
            "Kiosk.Trials", "Kiosk.Service.Health", "Kiosk.Service.Hosting", "Kiosk.Service.Identity", "Kiosk.Service.Page", "Kiosk.Service.Printing", "Kiosk.Service.SelfTest", "Kiosk.Service.Sync", "Kiosk.Service.Time", "Kiosk.Service.Upload",
        ],
        ["Kiosk.Service"] = ["Kiosk.Service.CommandLine"],
    };

    /// <summary>Names that only these places may use: rooms, or folders in them, by prefix.</summary>
    private static readonly Dictionary<string, string[]> Guarded = new(StringComparer.Ordinal)
    {
        ["Microsoft.Data.Sqlite"] = ["Kiosk.Collector.Storage", "Kiosk.Collector.Storage.Sqlite"],
        ["Npgsql"] = ["Kiosk.Collector.Storage.Postgres"],
        ["System.Data"] = ["Kiosk.Collector.Storage"],
        ["LiteDB"] = ["Kiosk.Service.Cache.LiteDb"],
        ["SQLitePCL"] = [],
        ["Spectre"] = ["Kiosk.Ui.Text", "Kiosk.Service.CommandLine"],
        ["Kiosk.Hardware.Readers.Pcsc"] =
            ["Kiosk.Hardware.Readers.Pcsc", "Kiosk.Service.CommandLine", "Kiosk.Service.Demo"],
        ["Kiosk.Hardware.Readers.Pn532"] =
            ["Kiosk.Hardware.Readers.Pn532", "Kiosk.Hardware.Readers.Virtual", "Kiosk.Service.CommandLine", "Kiosk.Service.Demo", "Kiosk.Service.SelfTest"],
        ["Iot.Device"] = ["Kiosk.Hardware.Displays.Characters", "Kiosk.Hardware.Expanders", "Kiosk.Hardware.Indicators", "Kiosk.Hardware.Readers.Pn532"],
        ["System.Device"] = ["Kiosk.Hardware"],
        ["Kiosk.Ui.Rendering.Cairo"] = ["Kiosk.Ui.Rendering"],
        ["Microsoft.Extensions"] = ["Kiosk.Collector.CommandLine", "Kiosk.Collector.Pages", "Kiosk.Collector.Roll", "Kiosk.Collector.Serving", "Kiosk.Collector.SignIn", "Kiosk.Collector.Upstream", "Kiosk.Collector.Webhooks", "Kiosk.Service"],
        ["Microsoft.AspNetCore"] = ["Kiosk.Collector.Pages", "Kiosk.Collector.Serving", "Kiosk.Collector.SignIn", "Kiosk.Service"],
        ["System.Net.Http"] = ["Kiosk.Service"],
        ["System.CommandLine"] = ["Kiosk.CommandLine", "Kiosk.Service", "Kiosk.Registry", "Kiosk.Collector.CommandLine"],
        ["NodaTime"] = ["Kiosk.Source.Calendars"],
        ["Org.BouncyCastle"] = ["Kiosk.Feed.Metadata.BouncyCastle", "Kiosk.Trials.Pki"],
        ["QRCoder"] = ["Kiosk.Ui.Rendering"],
    };

    public static IEnumerable<string> ViolationsIn(SourceText source, DependencyScanner scanner) =>
        from name in scanner.NamesIn(source).DefaultIfEmpty("")
        where !IsAllowed(source, name)
        select name.Length == 0 ? $"{source.Path} stands in a room without a line." : $"{source.Path} must not name {name}.";

    /// <summary>The allowances that none of these files needs.</summary>
    public static IEnumerable<string> UnusedIn(SourceText[] sources, DependencyScanner scanner)
    {
        var named = sources.SelectMany(source => scanner.NamesIn(source).Select(name => (Room: RoomOf(source), source.Folder, Name: name))).ToHashSet();
        var unused = Allowed.SelectMany(room => room.Value, (room, prefix) => (Room: room.Key, Prefix: prefix, Others: room.Value.Where(other => other != prefix)))
            .Where(allowance => allowance.Others.Any(other => IsWithin(allowance.Prefix, other)) || !named.Any(one => one.Room == allowance.Room && IsWithin(one.Name, allowance.Prefix)))
            .Select(allowance => $"{allowance.Room} may name {allowance.Prefix}");
        var unusedPlaces = Guarded.SelectMany(guard => guard.Value, (guard, place) => (guard.Key, Place: place))
            .Where(pair => !named.Any(one => IsWithin(one.Folder, pair.Place) && IsWithin(one.Name, pair.Key)))
            .Select(pair => $"{pair.Place} may name {pair.Key}");
        return unused.Concat(unusedPlaces);
    }

    private static bool IsAllowed(SourceText source, string name) =>
        Allowed.TryGetValue(RoomOf(source), out var allowed)
        && Guarded.All(guard => !IsWithin(name, guard.Key) || guard.Value.Any(place => IsWithin(source.Folder, place)))
        && (!IsWithin(name, "Kiosk") || IsWithin(name, Everywhere) || IsOwn(name, RoomOf(source)) || allowed.Any(prefix => IsWithin(name, prefix)));

    /// <summary>Of the terminal each folder is a room, of the others the whole project.</summary>
    private static string RoomOf(SourceText source) => IsWithin(source.Folder, "Kiosk.Service") ? source.Room : string.Join('.', source.Folder.Split('.').Take(2));

    /// <summary>The terminal's entry is no room around the others.</summary>
    private static bool IsOwn(string name, string room) => name == room || (room != "Kiosk.Service" && IsWithin(name, room));

    private static bool IsWithin(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}
