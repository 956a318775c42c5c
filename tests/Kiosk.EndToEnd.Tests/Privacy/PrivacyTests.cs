using System.Text;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Privacy;

/// <summary>After one run of everything no name, number, tag, UUID, key or certificate of anybody is outside the collector, in any encoding used.</summary>
/// <remarks>
/// Proves nothing of pictures, which are not read, of the page's stream, which shows its reader what the screen shows, nor of memory: there whoever is root on the running terminal finds what was tapped last
/// until it is overwritten.
/// </remarks>
public sealed class PrivacyTests(PrivacyRun run, ITestOutputHelper output) : IClassFixture<PrivacyRun>
{
    [FactAsRoot]
    public void Nothing_is_in_the_data_folder_but_what_its_device_key_opens()
    {
        var files = Directory.EnumerateFiles(run.Folders.Data, "*", SearchOption.AllDirectories).Where(path => path != run.Folders.DeviceKeyFile).ToList();

        Assert.Contains(files, path => path.EndsWith(".seg", StringComparison.Ordinal));
        Assert.Empty(files.SelectMany(path => run.Values.FindIn(path, [.. File.ReadAllBytes(path), .. Encoding.UTF8.GetBytes(path)])));
    }

    [FactAsRoot]
    public void Nothing_is_in_the_log()
    {
        Assert.NotEmpty(run.Log);
        Assert.Empty(run.Values.FindIn("log", Encoding.UTF8.GetBytes(run.Log)));
    }

    [FactAsRoot]
    public void Nothing_is_on_the_stick()
    {
        Assert.NotEmpty(Directory.EnumerateFiles(run.Stick, "*", SearchOption.AllDirectories));
        Assert.Empty(run.Values.FindIn(run.Stick));
    }

    /// <summary>Status answers the terminal's own user, and counts the quorum of each delegation.</summary>
    [FactAsRoot]
    public void Nothing_is_in_what_pages_and_verbs_answer()
    {
        Assert.Superset(new HashSet<string>(["/metrics", "/health/ready", "kiosk doctor", "kiosk log export --csv", "kiosk sync now"]), run.Answers.Keys.ToHashSet());
        Assert.Contains("admitted", Encoding.UTF8.GetString(run.Answers["kiosk log export --json"]), StringComparison.Ordinal);
        Assert.All(run.Answers.SelectMany(one => run.Values.FindIn(one.Key, one.Value)), found => Assert.Matches("^delegation .* kiosk (status|mode)", found));
    }

    [FactAsRoot]
    public void Nothing_is_on_the_wires()
    {
        Assert.Equal(0u, run.Dropped);
        Assert.Contains(run.Wires, wire => Encoding.ASCII.GetString(wire.Content).Contains("kiosk_taps_total", StringComparison.Ordinal));
        Assert.Contains(run.Wires, wire => Encoding.ASCII.GetString(wire.Content).Contains("timestamp.json", StringComparison.Ordinal));
        Assert.Empty(run.Wires.SelectMany(wire => run.Values.FindIn(wire.Name, wire.Content)));
    }

    [FactAsRoot]
    public void The_collector_reports_nothing_to_a_terminal() => Assert.All(run.Refused, answer => Assert.Matches("^(302|401|403|404) ", answer));

    [FactAsRoot]
    public void No_core_is_left_and_nothing_is_swapped_out()
    {
        output.WriteLine($"In the memory of the running service, for root: {(run.InMemory.Count == 0 ? "nothing" : string.Join(", ", run.InMemory))}");

        Assert.Equal("0", run.MaxCore);
        Assert.Equal("0 kB", run.Swapped);
    }

    /// <summary>The same search, of a name planted in each encoding.</summary>
    [FactAsRoot]
    public void A_planted_name_is_found_in_every_encoding()
    {
        var name = File.ReadLines(Path.Combine(run.Authority, "provinces", DemoMeeting.Province.Text, "members.csv")).ElementAt(1).Split(',')[1];

        Assert.All(ValueEncodings.Of(PersonalValue.OfText("name", name)), planted =>
            Assert.Contains(run.Values.FindIn("log", [.. Encoding.UTF8.GetBytes(run.Log), .. planted.Bytes]), found => found.StartsWith($"name {planted.Name} ", StringComparison.Ordinal)));
    }

    [FactAsRoot]
    public async Task A_name_that_is_sent_is_found_on_the_wire()
    {
        using var traffic = new LoopbackTraffic();
        using var server = new LoopbackServer(_ => (System.Net.HttpStatusCode.OK, "Nguyễn Thị Mẫu"u8.ToArray()));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };

        await http.GetStringAsync(new Uri(server.Address, "names"));

        var values = PersonalValues.Of(PersonalValue.OfText("name", "Nguyễn Thị Mẫu"));
        await Eventually.IsAsync(() => Task.FromResult(traffic.Of(server.Address.Port).SelectMany(wire => values.FindIn(wire.Name, wire.Content)).Any()), "the name is seen on the wire");
    }

    [FactAsRoot]
    public void A_name_in_memory_is_found()
    {
        var name = $"{Guid.CreateVersion7():N}";

        Assert.Contains(ProcessMemory.Of(Environment.ProcessId).SelectMany(content => PersonalValues.Of(PersonalValue.OfText("name", name)).FindIn("memory", content)), found => found.StartsWith("name utf-16 ", StringComparison.Ordinal));
    }
}
