using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>A refused verb leaves nothing behind: neither a data folder, which would belong to the caller, nor anything in one.</summary>
public sealed class RefusedVerbTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Data => folder["data"];

    private string Settings => folder["kiosk.json"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("sync now")]
    public async Task A_root_that_is_missing_is_said_before_anything_is_made(string verb)
    {
        Configure("http://127.0.0.1:9/", folder["missing.json"]);

        await AssertRefusedAsync(verb, 2, $"Kiosk:Sync:Root names {folder["missing.json"]}, which is missing.");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("sync now")]
    public async Task A_root_that_is_none_is_said_before_anything_is_made(string verb)
    {
        await File.WriteAllTextAsync(folder["root.json"], "{}");
        Configure("http://127.0.0.1:9/", folder["root.json"]);

        await AssertRefusedAsync(verb, 2, $"{folder["root.json"]} cannot be used as the root of a feed");
    }

    [Theory]
    [InlineData("run", 2, "name its file: Kiosk:Sync:Root.")]
    [InlineData("sync now", 2, "name its file: Kiosk:Sync:Root.")]
    [InlineData("sync export {0}", 2, "There is no journal")]
    [InlineData("clock accept", 3, "control.sock")]
    [InlineData("mode verify", 3, "control.sock")]
    [InlineData("show operator", 3, "control.sock")]
    [InlineData("status", 3, "control.sock")]
    [InlineData("log verify", 2, "There is no journal")]
    [InlineData("sync import {0}/missing", 2, "There is no folder")]
    public async Task What_the_settings_or_the_machine_lack_is_said_before_anything_is_made(string verb, int code, string sentence)
    {
        Configure("http://127.0.0.1:9/", root: "");

        await AssertRefusedAsync(verb.Replace("{0}", folder.Path, StringComparison.Ordinal), code, sentence);
    }

    [Fact]
    public async Task Without_a_feed_there_is_nothing_to_sync_and_nothing_is_made()
    {
        await File.WriteAllTextAsync(folder["root.json"], "{}");
        Configure(feed: "", folder["root.json"]);

        await AssertRefusedAsync("sync now", 2, "Kiosk:Sync:Feed names no feed");
    }

    [Fact]
    public async Task Where_nothing_was_built_there_is_nothing_to_look_after()
    {
        Configure(feed: "", root: "");

        var ended = (await KioskProcess.RunAsync("cache", "upkeep", "--config", Settings)).AssertExit(3);

        Assert.StartsWith($"There is no generation in {Path.Combine(Data, "cache")} yet.", ended.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData("cache build")]
    [InlineData("cache build --from source --data data")]
    public async Task A_cache_is_no_longer_built_from_a_folder(string verb) =>
        (await KioskProcess.RunAsync(verb.Split(' '))).AssertRefused(2, "comes from the signed feed alone", "kiosk sync now", "kiosk sync import PATH");

    [FactAsRoot]
    public async Task Root_makes_no_data_folder_in_a_folder_of_somebody_elses()
    {
        Configure(feed: "", root: "");
        await ShellAsync("chmod", "0777", folder.Path);
        await ShellAsync("chown", "12345", folder.Path);

        await AssertRefusedAsync(
            "run",
            2,
            $"There is no {Data} yet, and what root makes the service could not write as the user with the number 12345. Make the folder for it, sudo install -d -o 12345 -m 0700 {Data}, "
            + $"then run: sudo setpriv --reuid=12345 --regid=12345 --clear-groups kiosk run --config {Settings}");
        (await RunAsSaidAsync(["install", "-d", "-o", "12345", "-m", "0700", Data], "log", "verify")).AssertRefused(2, "There is no journal");
    }

    /// <summary>For a machine that has the service's user, and a folder that is not in a place shared by all users.</summary>
    [FactWithNamespaces]
    public async Task Root_makes_no_data_folder_where_the_service_has_a_user_of_its_own()
    {
        Configure(feed: "", root: "");
        const string script =
            """
            mount -t tmpfs -o mode=0755 none /mnt && cp /etc/passwd /mnt/passwd && echo 'kiosk:x:990:990::/:/bin/false' >> /mnt/passwd && mount --bind /mnt/passwd /etc/passwd || exit 98
            "$@"; code=$?; test ! -e /mnt/data || exit 99; exit $code
            """;
        await using var process = KioskProcess.Start(["unshare", "-m", "sh", "-c", script, "sh"], new Dictionary<string, string>(), "run", "--config", Settings, "--data", "/mnt/data");

        (await process.EndAsync()).AssertRefused(
            2, $"There is no /mnt/data yet, and what root makes the service could not write as kiosk. Make the folder for it, sudo install -d -o kiosk -m 0700 /mnt/data, then run: sudo -u kiosk kiosk run --config {Settings} --data /mnt/data");
    }

    [FactAsRoot]
    public async Task What_to_run_instead_works_as_it_is_said_where_the_owner_has_no_name()
    {
        Directory.CreateDirectory(folder["dữ liệu"]);
        await ShellAsync("chown", "12345", folder["dữ liệu"]);

        (await KioskProcess.RunAsync("cache", "upkeep", "--data", folder["dữ liệu"])).AssertRefused(
            2, $"{folder["dữ liệu"]} belongs to the user with the number 12345, and this is root", $"Run: sudo setpriv --reuid=12345 --regid=12345 --clear-groups kiosk cache upkeep --data '{folder["dữ liệu"]}'");
    }

    private async Task AssertRefusedAsync(string verb, int code, string sentence)
    {
        var before = Fingerprint.Of(folder.Path);

        (await KioskProcess.RunAsync([.. verb.Split(' '), "--config", Settings])).AssertRefused(code, sentence);

        Assert.Equal(before, Fingerprint.Of(folder.Path));
        Assert.False(Directory.Exists(Data));
    }

    private void Configure(string feed, string root) => SettingsFile.Write(
        Settings, new { Installation.TerminalId, DataFolder = Data, Reader = new { Kind = "virtual" }, Http = new { Port = 0 }, Sync = new { Feed = feed, Root = root, Provinces = "01" } });

    private async Task<Ended> RunAsSaidAsync(string[] making, params string[] verb)
    {
        await ShellAsync(making[0], making[1..]);
        await using var process = KioskProcess.Start(["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"], new Dictionary<string, string>(), [.. verb, "--config", Settings]);
        return await process.EndAsync();
    }

    private static async Task ShellAsync(string program, params string[] arguments) => (await ChildProcess.RunAsync(program, arguments)).With(0);
}
