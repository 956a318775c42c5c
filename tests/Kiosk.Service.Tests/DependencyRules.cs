using System.Reflection;
using System.Xml.Linq;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary>Who may reference whom, by <see cref="DependencyTable"/>, and that the table would notice.</summary>
public sealed class DependencyRules
{
    private static readonly string[] NativeGraphics = ["libcairo.so", "libpango-1", "libpangocairo", "libgobject"];

    private static readonly SourceText[] Sources = ReadSources();
    private static readonly DependencyScanner Scanner = new(Sources);

    [Fact]
    public void No_room_names_what_it_must_not() => Assert.Empty(Sources.SelectMany(ViolationsIn));

    [Fact]
    public void Every_allowance_is_used()
    {
        var unused = DependencyTable.UnusedIn(Sources, Scanner).ToList();

        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    [Fact]
    public void An_allowance_that_nothing_uses_is_found()
    {
        Assert.Contains("Kiosk.Service.Time may name Kiosk.Verification.Time", DependencyTable.UnusedIn([], Scanner));
        Assert.Contains("Kiosk.Service.Cache.LiteDb may name LiteDB", DependencyTable.UnusedIn([], Scanner));
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
    public void Two_tables_bind_the_C_library_and_no_third() =>
        Assert.Equal(
            ["Kiosk.Durability/Libc.cs", "Kiosk.Hardware/Devices/Libc.cs"],
            Sources.Where(source => source.Text.Contains("\"libc\"", StringComparison.Ordinal)).Select(source => source.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_Cairo_folder_binds_the_graphics_libraries() =>
        Assert.Equal(
            ["Kiosk.Ui.Rendering.Cairo"],
            Sources.Where(source => NativeGraphics.Any(name => source.Text.Contains($"\"{name}", StringComparison.Ordinal))).Select(source => source.Folder).Distinct());

    // The evidence's PIV case, its judge, what the signed profile and the codes say of it, and what makes such cards up. Everything else knows what every evidence has.
    [Fact]
    public void Only_the_PIV_case_its_judge_and_its_maker_know_a_CHUID() =>
        Assert.Equal(
            [
                "Kiosk.Cards", "Kiosk.Cards.Piv", "Kiosk.Hardware.Readers.Virtual", "Kiosk.Trials.Fuzzing", "Kiosk.Trials.Hostile", "Kiosk.Trials.Hostile.Cases", "Kiosk.Trials.Pki", "Kiosk.Verification",
                "Kiosk.Verification.ContentSigning", "Kiosk.Verification.Der", "Kiosk.Verification.Piv", "Kiosk.Verification.Profiles", "Kiosk.Verification.Reasons",
            ],
            Sources.Where(source => source.Text.Contains("Chuid", StringComparison.Ordinal)).Select(source => source.Folder).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Kiosk.Words")]
    [InlineData("Kiosk.Durability", "Kiosk.Words")]
    [InlineData("Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Feed", "Kiosk.Words")]
    [InlineData("Kiosk.Ui", "Kiosk.Words")]
    [InlineData("Kiosk.Hardware", "Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Verification", "Kiosk.Cards", "Kiosk.Words")]
    [InlineData("Kiosk.Journal", "Kiosk.Durability", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Identity", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Journal", "Kiosk.Words")]
    [InlineData("Kiosk.Trials", "Kiosk.Cards", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Service", "Kiosk.Cards", "Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Hardware", "Kiosk.Identity", "Kiosk.Journal", "Kiosk.Trials", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Words")]
    [InlineData("Kiosk.Source", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Collector", "Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Identity", "Kiosk.Journal", "Kiosk.Source", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Words")]
    [InlineData("Kiosk.Registry", "Kiosk.CommandLine", "Kiosk.Durability", "Kiosk.Feed", "Kiosk.Identity", "Kiosk.Source", "Kiosk.Ui", "Kiosk.Verification", "Kiosk.Words")]
    public void A_project_references_only_the_projects_it_may(string project, params string[] expected)
    {
        var references = XDocument.Load(SourceTree.PathOf("src", project, project + ".csproj")).Descendants("ProjectReference")
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
            name => name is "kiosk" || (name.StartsWith("Kiosk.", StringComparison.Ordinal) && name is not DependencyTable.Everywhere)
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
    [InlineData("Kiosk.Collector/Ingest/X.cs", "using Npgsql;")]
    [InlineData("Kiosk.Collector/Ingest/X.cs", "using System.Data.Common;")]
    [InlineData("Kiosk.Ui/Screens/X.cs", "using QRCoder;")]
    [InlineData("Kiosk.Feed/Metadata/X.cs", "using Org.BouncyCastle.Math.EC.Rfc8032;")]
    [InlineData("Kiosk.Trials/Hostile/X.cs", "using Org.BouncyCastle.X509;")]
    [InlineData("Kiosk.Verification/Crls/X.cs", "using Org.BouncyCastle.X509;")]
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
    [InlineData("Kiosk.Trials/Pki/X.cs", "using Org.BouncyCastle.X509;")]
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

    private static IEnumerable<string> ViolationsIn(SourceText source) => DependencyTable.ViolationsIn(source, Scanner);

    private static SourceText[] ReadSources()
    {
        var src = SourceTree.PathOf("src");
        return
        [
            .. Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
                .Select(path => new SourceText(Path.GetRelativePath(src, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }
}
