using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Anything else in place of an expected file or folder is refused at once, in one sentence with path and remedy, and nothing is created.</summary>
[SupportedOSPlatform("linux")]
public sealed class GivenPathTests : IDisposable
{
    private const string Absent = "there is no such";
    private const string IsFolder = "this is a folder; name a file in it.";
    private const string IsFile = "this is a file; name a folder.";
    private const string IsPipe = "this is a pipe;";
    private const string IsDevice = "this is a device;";

    private readonly TestFolder folder = new();

    public GivenPathTests()
    {
        File.WriteAllText(folder["file"], "text");
        ChildProcess.Run("mkfifo", folder["pipe"]).With(0);
        Directory.CreateDirectory(folder["empty"]);
    }

    /// <summary>Verbs with {0} for the file.</summary>
    public static TheoryData<string> VerbsWithFile =>
    [
        "run --config {0}", "status --config {0}", "log verify --config {0}", "devices clock --config {0}", "cache upkeep --config {0}", "sync now --config {0}",
        "card read --card {0}", "card read --profile {0}", "card present --card {0}", "card verify --card {0} --anchor x", "card verify --card {1} --anchor {0}",
        "card verify --card {1} --anchor {2} --crl {0}", "card verify --card {1} --anchor {2} --intermediate {0}", "card verify --card {1} --anchor {2} --profile {0}",
        "trust verify-path --anchor {2} {0}", "trust verify-path --anchor {0} {2}", "trust verify-path --anchor {2} --crl {0} -- {2}", "trust verify-path --anchor {2} --intermediate {0} -- {2}",
        "fuzz --replay {0}", "tuf-client --metadata-dir {3} init {0}",
    ];

    /// <summary>Verbs with {0} for an existing folder.</summary>
    public static TheoryData<string> VerbsWithFolder => ["fuzz --out {0}"];

    /// <summary>Verbs with {0} for a folder that may not exist yet.</summary>
    public static TheoryData<string> VerbsWithData =>
    [
        "status --data {0}", "log verify --data {0}", "log export --csv --data {0}", "mode verify --data {0}", "clock accept --data {0}", "show operator --data {0}",
        "card verify --card {1} --cache {0}", "cache upkeep --data {0}", "demo --data {0}", "tuf-client --metadata-dir {0} init {2}",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(VerbsWithFile))]
    public async Task Where_a_file_is_wanted(string verb)
    {
        await AssertRefusedAsync(verb, folder["nowhere"], Absent);
        await AssertRefusedAsync(verb, folder.Path, IsFolder);
        await AssertRefusedAsync(verb, folder["pipe"], IsPipe);
        await AssertRefusedAsync(verb, "/dev/zero", IsDevice);
    }

    [Theory]
    [MemberData(nameof(VerbsWithFolder))]
    public async Task Where_a_folder_is_wanted(string verb)
    {
        await AssertRefusedAsync(verb, folder["nowhere"], Absent);
        await AssertRefusedAsync(verb, folder["file"], IsFile);
        await AssertRefusedAsync(verb, folder["pipe"], IsPipe);
        await AssertRefusedAsync(verb, "/dev/zero", IsDevice);
    }

    [Theory]
    [MemberData(nameof(VerbsWithData))]
    public async Task Where_a_folder_is_wanted_that_may_be_made(string verb)
    {
        await AssertRefusedAsync(verb, folder["file"], IsFile);
        await AssertRefusedAsync(verb, folder["file/below"], $"{folder["file"]} is no folder, and nothing can lie below it");
        await AssertRefusedAsync(verb, folder["pipe"], IsPipe);
        await AssertRefusedAsync(verb, "/dev/null", IsDevice);
    }

    [Theory]
    [InlineData("demo --data {0}")]
    [InlineData("demo --tour --data {0}")]
    [InlineData("tuf-client --metadata-dir {0} init {2}")]
    public async Task Where_nothing_can_be_made(string verb) => await AssertRefusedAsync(verb, "/proc/kiosk", "nothing can be written to /proc: this place takes no files; name a folder on a disk.");

    [Fact]
    public async Task A_folder_of_the_kernels_takes_no_findings() => await AssertRefusedAsync("fuzz --out {0} --cards 1", "/proc", "nothing can be written there: this place takes no files");

    [Theory]
    [InlineData("sync import {0}")]
    [InlineData("sync export {0}")]
    public async Task A_stick_is_a_folder(string verb)
    {
        SettingsFile.Write(folder["kiosk.json"], new { TerminalId = "HN-01", DataFolder = folder["data"] });
        var configured = $"{verb} --config {folder["kiosk.json"]}";

        await AssertRefusedAsync(configured, folder["nowhere"], "lug the stick in");
        await AssertRefusedAsync(configured, folder["file"], IsFile);
        await AssertRefusedAsync(configured, folder["pipe"], IsPipe);
        await AssertRefusedAsync(configured, "/dev/null", IsDevice);
    }

    [FactAsRoot]
    public async Task What_this_user_may_not_touch()
    {
        File.SetUnixFileMode(folder["file"], UnixFileMode.None);
        File.SetUnixFileMode(folder["empty"], UnixFileMode.None);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        const string Denied = "the user nobody has no permission for it; give that user the permission, or run this as one who has it.";

        await AssertRefusedAsync("card read --card {0}", folder["file"], Denied, asNobody: true);
        await AssertRefusedAsync("status --config {0}", folder["file"], Denied, asNobody: true);
        await AssertRefusedAsync("card verify --card {0} --anchor x", folder["empty/card.json"], Denied, asNobody: true);
        await AssertRefusedAsync("fuzz --out {0}", folder["empty"], Denied, asNobody: true);
        await AssertRefusedAsync("fuzz --out {0}", folder.Path, Denied, asNobody: true);
        await AssertRefusedAsync("demo --data {0}", folder["new"], Denied, asNobody: true);
        await AssertRefusedAsync("status --data {0}", folder["empty/data"], Denied, asNobody: true);
    }

    [Fact]
    public async Task An_export_never_writes_over_anything()
    {
        using var installation = new Installation();
        await using (await installation.RunAsync())
        {
        }

        foreach (var (path, what) in ((string, string)[])[(folder["file"], "exists already; name another"), (folder["pipe"], "exists already"), (folder["nowhere/file"], Absent), ("/dev/null", "exists already"), (folder.Path, "exists already")])
        {
            await AssertRefusedAsync($"log export --csv --data {installation.Data} --output {{0}}", path, what);
        }
    }

    private async Task AssertRefusedAsync(string verb, string path, string what, bool asNobody = false)
    {
        var arguments = verb.Split(' ').Select(word => word
            .Replace("{0}", path, StringComparison.Ordinal)
            .Replace("{1}", SharedWorld.Card(Kiosk.Trials.Demo.DemoCard.GoodP256), StringComparison.Ordinal)
            .Replace("{2}", SharedWorld.Source("anchors", "root.crt"), StringComparison.Ordinal)
            .Replace("{3}", folder["empty"], StringComparison.Ordinal)).ToList();
        await using var started = KioskProcess.Start(asNobody ? ["setpriv", "--reuid=nobody", "--clear-groups"] : [], new Dictionary<string, string> { ["HOME"] = "/" }, arguments);

        var ended = await started.EndAsync();

        ended.AssertRefused(verb.StartsWith("tuf-client", StringComparison.Ordinal) ? 1 : 2, path, what);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["empty"]));
    }
}
