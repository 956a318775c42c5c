using System.Reflection;
using System.Xml.Linq;

namespace Kiosk.Service.Tests;

/// <summary>Who may reference whom. A new room needs a line here: deciding it is the point.</summary>
public sealed class DependencyRules
{
    /// <summary>Below everything: words in two languages. Any room may name it.</summary>
    private const string Everywhere = "Kiosk.Words";

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
        ["Kiosk.Trials"] = ["Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware.Readers.Virtual", "Kiosk.Verification"],
        ["Kiosk.Registry"] = ["Kiosk.Durability", "Kiosk.Feed", "Kiosk.Verification"],

        // Facts of every room.
        ["Kiosk.Service.Time"] = ["Kiosk.Verification.Time"],
        ["Kiosk.Service.Configuration"] = ["Kiosk.Durability"],

        // From evidence to decision: pure, so nothing that stores, shows or waits.
        ["Kiosk.Service.Admission"] = ["Kiosk.Feed.Records", "Kiosk.Verification"],

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
            "Kiosk.Hardware", "Kiosk.Ui", "Kiosk.Durability", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Feedback", "Kiosk.Service.Time",
            "Kiosk.Verification.Time",
        ],

        // From a decision to a screen.
        ["Kiosk.Service.Feedback"] =
        [
            "Kiosk.Ui", "Kiosk.Feed.Records", "Kiosk.Cards", "Kiosk.Service.Admission", "Kiosk.Journal", "Kiosk.Verification.Reasons",
        ],

        // The line, from a card to a record.
        ["Kiosk.Service.CheckIn"] =
        [
            .. OfTheLine, "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Service.Configuration", "Kiosk.Service.Feedback", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],

        // What is asked of a terminal from outside, and told.
        ["Kiosk.Service.Health"] =
        [
            .. OfTheLine, "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Devices", "Kiosk.Service.Feedback",
            "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],
        ["Kiosk.Service.Page"] =
        [
            "Kiosk.Ui", "Kiosk.Feed.Records", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Devices", "Kiosk.Durability", "Kiosk.Service.Feedback", "Kiosk.Service.Health", "Kiosk.Journal", "Kiosk.Verification.Reasons",
        ],

        // Where the parts are put together.
        ["Kiosk.Service.Hosting"] =
        [
            "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Journal", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Devices",
            "Kiosk.Service.Feedback", "Kiosk.Service.Health", "Kiosk.Service.Page", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],

        // Made-up worlds, in which the real parts are tried.
        ["Kiosk.Service.SelfTest"] =
        [
            .. OfTheLine, "Kiosk.Hardware", "Kiosk.Trials", "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Feedback", "Kiosk.Service.Health",
            "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],
        ["Kiosk.Service.Demo"] =
        [
            .. OfTheLine, "Kiosk.Hardware", "Kiosk.Trials", "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.CommandLine.Answers", "Kiosk.Service.CommandLine.Arguments", "Kiosk.Service.Configuration",
            "Kiosk.Service.Devices", "Kiosk.Service.Page", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],

        // The verbs, over everything; nothing is over them but the entry.
        ["Kiosk.Service.CommandLine"] =
        [
            .. OfTheLine, "Kiosk.Hardware", "Kiosk.Service.Cache", "Kiosk.Service.CheckIn", "Kiosk.Service.Configuration", "Kiosk.Service.Demo", "Kiosk.Service.Devices",
            "Kiosk.Trials", "Kiosk.Service.Health", "Kiosk.Service.Hosting", "Kiosk.Service.Page", "Kiosk.Service.SelfTest", "Kiosk.Service.Sync", "Kiosk.Service.Time",
        ],
        ["Kiosk.Service"] = ["Kiosk.Service.CommandLine", "Kiosk.Durability"],
    };

    /// <summary>Names that only these places may use: rooms, or folders in them, by prefix.</summary>
    private static readonly Dictionary<string, string[]> Guarded = new(StringComparer.Ordinal)
    {
        ["Microsoft.Data.Sqlite"] = [],
        ["LiteDB"] = ["Kiosk.Service.Cache.LiteDb"],
        ["SQLitePCL"] = [],
        ["Spectre"] = ["Kiosk.Ui.Text", "Kiosk.Service.CommandLine"],
        ["Kiosk.Hardware.Readers.Pcsc"] =
            ["Kiosk.Hardware.Readers.Pcsc", "Kiosk.Service.CommandLine", "Kiosk.Service.Demo"],
        ["Kiosk.Hardware.Readers.Pn532"] =
            ["Kiosk.Hardware.Readers.Pn532", "Kiosk.Hardware.Readers.Virtual", "Kiosk.Service.CommandLine", "Kiosk.Service.Demo", "Kiosk.Service.SelfTest"],
        ["Iot.Device"] = ["Kiosk.Hardware.Readers.Pn532"],
        ["System.Device"] = ["Kiosk.Hardware"],
        ["Kiosk.Ui.Rendering.Cairo"] = ["Kiosk.Ui.Rendering"],
        ["Microsoft.Extensions"] = ["Kiosk.Service"],
        ["Microsoft.AspNetCore"] = ["Kiosk.Service"],
        ["System.Net.Http"] = ["Kiosk.Service"],
        ["System.CommandLine"] = ["Kiosk.Service", "Kiosk.Registry"],
        ["NodaTime"] = ["Kiosk.Registry.Calendars"],
        ["Org.BouncyCastle"] = ["Kiosk.Feed.Metadata.BouncyCastle"],
        ["QRCoder"] = ["Kiosk.Ui.Rendering.Pictures"],
    };

    private static readonly string[] NativeGraphics = ["libcairo.so", "libpango-1", "libpangocairo", "libgobject"];

    private static readonly string Root = FindRoot();
    private static readonly SourceText[] Sources = ReadSources();
    private static readonly DependencyScanner Scanner = new(Sources);

    [Fact]
    public void No_room_names_what_it_must_not() => Assert.Empty(Sources.SelectMany(ViolationsIn));

    [Fact]
    public void Every_allowance_is_used()
    {
        var unused = UnusedIn(Sources).ToList();

        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    [Fact]
    public void An_allowance_that_nothing_uses_is_found()
    {
        Assert.Contains("Kiosk.Service.Time may name Kiosk.Verification.Time", UnusedIn([]));
        Assert.Contains("Kiosk.Service.Cache.LiteDb may name LiteDB", UnusedIn([]));
    }

    [Fact]
    public void No_folder_can_be_left_and_come_back_to() => Assert.Empty(new FolderGraph(Sources).Circles());

    [Fact]
    public void A_circle_of_folders_is_found()
    {
        SourceText[] sources =
        [
            new("Kiosk.Service/Cache/Store.cs", "using Kiosk.Service.Sync;\nnamespace Kiosk.Service.Cache;\ninternal sealed class Store(Loop loop);"),
            new("Kiosk.Service/Sync/Loop.cs", "using Kiosk.Service.Sync.Tuf;\nnamespace Kiosk.Service.Sync;\ninternal sealed class Loop(Client client);"),
            new("Kiosk.Service/Sync/Tuf/Client.cs", "using Kiosk.Service.Cache;\nnamespace Kiosk.Service.Sync.Tuf;\ninternal sealed class Client(Store store);"),
            new("Kiosk.Service/Time/Clock.cs", "// Store\nusing Kiosk.Service.Cache;\nnamespace Kiosk.Service.Time;\ninternal sealed class Clock(Store store);"),
        ];

        Assert.Contains("Kiosk.Service.Cache → Kiosk.Service.Sync → Kiosk.Service.Sync.Tuf → Kiosk.Service.Cache", new FolderGraph(sources).Circles());
        Assert.Empty(new FolderGraph(sources[1..]).Circles());
    }

    [Fact]
    public void Every_file_declares_the_namespace_of_its_folder() =>
        Assert.Empty(Sources.Where(source => DependencyScanner.NamespaceOf(source) is { } name && name != source.Folder).Select(source => source.Path));

    [Fact]
    public void Only_the_PCSC_folder_binds_the_PCSC_library() =>
        Assert.Equal(
            ["Kiosk.Hardware.Readers.Pcsc"],
            Sources.Where(source => source.Text.Contains("\"libpcsclite", StringComparison.Ordinal)).Select(source => source.Folder).Distinct());

    [Fact]
    public void Only_the_Cairo_folder_binds_the_graphics_libraries() =>
        Assert.Equal(
            ["Kiosk.Ui.Rendering.Cairo"],
            Sources.Where(source => NativeGraphics.Any(name => source.Text.Contains($"\"{name}", StringComparison.Ordinal))).Select(source => source.Folder).Distinct());

    [Theory]
    [InlineData("Kiosk.Words")]
    [InlineData("Kiosk.Durability")]
    [InlineData("Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Feed", "Kiosk.Words")]
    [InlineData("Kiosk.Ui", "Kiosk.Words")]
    [InlineData("Kiosk.Hardware", "Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Verification", "Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Journal", "Kiosk.Durability", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Trials", "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Registry", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Service", "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware", "Kiosk.Journal", "Kiosk.Trials", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Words")]
    public void A_project_references_only_the_projects_it_may(string project, params string[] expected)
    {
        var references = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(expected, references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Cards.Iso7816.StatusWord))]
    [InlineData(typeof(Ui.Screens.Screen))]
    [InlineData(typeof(Feed.Records.Member))]
    public void The_lower_assemblies_are_built_without_ours_and_without_hosting(Type inAssembly) =>
        Assert.DoesNotContain(
            inAssembly.Assembly.GetReferencedAssemblies().Select(name => name.Name!),
            name => name is "kiosk" || (name.StartsWith("Kiosk.", StringComparison.Ordinal) && name is not Everywhere)
                || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));

    [Fact]
    public void No_native_handle_shows_in_the_public_face_of_PCSC() =>
        Assert.All(
            typeof(Hardware.Readers.Pcsc.PcscReader).Assembly.GetExportedTypes().Where(type => type.Namespace is "Kiosk.Hardware.Readers.Pcsc"),
            type => Assert.DoesNotContain(
                type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).OfType<MethodBase>().SelectMany(method => method.GetParameters()),
                parameter => parameter.ParameterType == typeof(nint) || parameter.ParameterType == typeof(nuint)));

    // The checker must be able to fail: each snippet breaks one rule in one of the ways in which C# lets a name be written.
    [Theory]
    [InlineData("Kiosk.Service/Admission/X.cs", "using Kiosk.Journal;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "using static Kiosk.Service.Cache.KioskCache;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "using Alias = Kiosk.Service.Cache.KioskCache;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "var cache = new global::Kiosk.Service.Cache.KioskCache();")]
    [InlineData("Kiosk.Service/Admission/X.cs", "Cache.KioskCache? cache = null;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "Hardware.Readers.Pcsc.PcscReader? reader = null;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "Ui.Screens.Screen? screen = null;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "using Kiosk.Service;")]
    [InlineData("Kiosk.Verification/Paths/X.cs", "using Kiosk.Service.Admission;")]
    [InlineData("Kiosk.Journal/X.cs", "using Kiosk.Service.Admission;")]
    [InlineData("Kiosk.Service/Cache/Source/X.cs", "using Kiosk.Journal;")]
    [InlineData("Kiosk.Service/Cache/X.cs", "using Kiosk.Service.CheckIn;")]
    [InlineData("Kiosk.Service/CheckIn/X.cs", "using Kiosk.Service.Health;")]
    [InlineData("Kiosk.Service/CheckIn/X.cs", "using Kiosk.Service.Devices;")]
    [InlineData("Kiosk.Service/Health/X.cs", "using Kiosk.Service.Page;")]
    [InlineData("Kiosk.Service/Devices/X.cs", "using Kiosk.Service.Health;")]
    [InlineData("Kiosk.Service/Feedback/X.cs", "using Kiosk.Hardware.Displays;")]
    [InlineData("Kiosk.Journal/X.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("Kiosk.Service/Cache/X.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("Kiosk.Service/Cache/X.cs", "using LiteDB.Engine;")]
    [InlineData("Kiosk.Service/CheckIn/X.cs", "using Spectre.Console;")]
    [InlineData("Kiosk.Ui/Screens/X.cs", "using Spectre.Console;")]
    [InlineData("Kiosk.Service/CheckIn/X.cs", "using Kiosk.Hardware.Readers.Pn532;")]
    [InlineData("Kiosk.Service/Devices/X.cs", "using System.Device.Gpio;")]
    [InlineData("Kiosk.Hardware/I2c/X.cs", "using Iot.Device.Pcx857x;")]
    [InlineData("Kiosk.Hardware/Readers/Virtual/X.cs", "using Iot.Device.Pn532;")]
    [InlineData("Kiosk.Ui/Text/X.cs", "using Kiosk.Cards;")]
    [InlineData("Kiosk.Ui/Screens/X.cs", "using Kiosk.Ui.Rendering.Cairo;")]
    [InlineData("Kiosk.Service/Feedback/X.cs", "using Kiosk.Ui.Rendering.Cairo;")]
    [InlineData("Kiosk.Ui/Text/X.cs", "Verification.Reasons.ReasonCode code = default;")]
    [InlineData("Kiosk.Feed/Metadata/X.cs", "using System.Net.Http;")]
    [InlineData("Kiosk.Registry/Sources/X.cs", "using NodaTime.TimeZones;")]
    [InlineData("Kiosk.Ui/Screens/X.cs", "using QRCoder;")]
    [InlineData("Kiosk.Feed/Metadata/X.cs", "using Org.BouncyCastle.Math.EC.Rfc8032;")]
    [InlineData("Kiosk.Cards/X.cs", "using Kiosk.Ui.Screens;")]
    [InlineData("Kiosk.Feed/Records/X.cs", "using Kiosk.Cards;")]
    [InlineData("Kiosk.Words/X.cs", "using Kiosk.Feed.Records;")]
    [InlineData("Kiosk.Feed/Targets/X.cs", "using Kiosk.Registry.Sources;")]
    [InlineData("Kiosk.Registry/Sources/X.cs", "using Kiosk.Service.Cache;")]
    [InlineData("Kiosk.Verification/Paths/X.cs", "using Kiosk.Feed.Metadata;")]
    [InlineData("Kiosk.Cards/X.cs", "using Kiosk.Hardware.Readers.Pcsc;")]
    [InlineData("Kiosk.Hardware/Readers/X.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("Kiosk.Service/Sync/X.cs", "using Kiosk.Service.CheckIn;")]
    [InlineData("Kiosk.Service/NewRoom/X.cs", "class WithoutALine;")]
    public void The_checker_finds_a_violation(string path, string snippet) => Assert.Single(ViolationsIn(new(path, snippet)));

    [Theory]
    [InlineData("Kiosk.Service/Admission/X.cs", "using Kiosk.Verification;")]
    [InlineData("Kiosk.Service/Admission/X.cs", "var found = this.Cache.Find(); entry.Journal.Append();")]
    [InlineData("Kiosk.Service/Cache/LiteDb/X.cs", "using LiteDB.Engine;")]
    [InlineData("Kiosk.Service/CommandLine/X.cs", "using Kiosk.Hardware.Readers.Pcsc; using Kiosk.Service.Cache;")]
    [InlineData("Kiosk.Ui/Text/X.cs", "using Spectre.Console;")]
    [InlineData("Kiosk.Feed/Metadata/BouncyCastle/X.cs", "using Org.BouncyCastle.Math.EC.Rfc8032;")]
    [InlineData("Kiosk.Hardware/I2c/X.cs", "using System.Device.I2c;")]
    [InlineData("Kiosk.Hardware/Readers/Pcsc/X.cs", "using static Kiosk.Hardware.Readers.Pcsc.PcscNative;")]
    public void The_checker_lets_pass_what_is_allowed(string path, string snippet) =>
        Assert.Empty(ViolationsIn(new(path, snippet)));

    [Fact]
    public void The_sources_were_found()
    {
        Assert.True(Sources.Length > 50);
        Assert.Subset(Sources.Select(source => source.Room).ToHashSet(), new HashSet<string> { "Kiosk.Service.Admission", "Kiosk.Service.Cache", "Kiosk.Ui.Text" });
    }

    private static IEnumerable<string> ViolationsIn(SourceText source) =>
        from name in Scanner.NamesIn(source).DefaultIfEmpty("")
        where !IsAllowed(source, name)
        select name.Length == 0 ? $"{source.Path} stands in a room without a line." : $"{source.Path} must not name {name}.";

    private static bool IsAllowed(SourceText source, string name) =>
        Allowed.TryGetValue(RoomOf(source), out var allowed)
        && Guarded.All(guard => !IsWithin(name, guard.Key) || guard.Value.Any(place => IsWithin(source.Folder, place)))
        && (!IsWithin(name, "Kiosk") || IsWithin(name, Everywhere) || IsOwn(name, RoomOf(source)) || allowed.Any(prefix => IsWithin(name, prefix)));

    private static IEnumerable<string> UnusedIn(SourceText[] sources)
    {
        var named = sources.SelectMany(source => Scanner.NamesIn(source).Select(name => (Room: RoomOf(source), source.Folder, Name: name))).ToHashSet();
        var unused = Allowed.SelectMany(room => room.Value, (room, prefix) => (Room: room.Key, Prefix: prefix, Others: room.Value.Where(other => other != prefix)))
            .Where(allowance => allowance.Others.Any(other => IsWithin(allowance.Prefix, other)) || !named.Any(one => one.Room == allowance.Room && IsWithin(one.Name, allowance.Prefix)))
            .Select(allowance => $"{allowance.Room} may name {allowance.Prefix}");
        var unusedPlaces = Guarded.SelectMany(guard => guard.Value, (guard, place) => (guard.Key, Place: place))
            .Where(pair => !named.Any(one => IsWithin(one.Folder, pair.Place) && IsWithin(one.Name, pair.Key)))
            .Select(pair => $"{pair.Place} may name {pair.Key}");
        return unused.Concat(unusedPlaces);
    }

    /// <summary>Of the terminal each folder is a room, of the others the whole project.</summary>
    private static string RoomOf(SourceText source) => IsWithin(source.Folder, "Kiosk.Service") ? source.Room : string.Join('.', source.Folder.Split('.').Take(2));

    /// <summary>The terminal's entry is no room around the others.</summary>
    private static bool IsOwn(string name, string room) => name == room || (room != "Kiosk.Service" && IsWithin(name, room));

    private static bool IsWithin(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);

    private static SourceText[] ReadSources()
    {
        var src = Path.Combine(Root, "src");
        return
        [
            .. Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
                .Select(path => new SourceText(Path.GetRelativePath(src, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PartyCard.Kiosk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No PartyCard.Kiosk.sln above {AppContext.BaseDirectory}.");
    }
}
