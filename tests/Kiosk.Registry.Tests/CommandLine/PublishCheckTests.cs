using System.Text.Json;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed class PublishCheckTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_check_says_all_that_is_wrong_publishes_nothing_and_is_a_no()
    {
        var source = WriteFaults();
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--province", "02")).With(0);
        var before = FilesBelow(Desk);

        var checkedOnly = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--check")).With(1);

        Assert.Equal(
            [
                "error    Profile.json: a file of this name is not read: call it profile.json, or take it away.",
                "error    profile.json: the file is missing.",
                "error    provinces/01/meetings/dai-hoi.roster.csv line 3: the card 00000000 is on line 2 already: one delegate, one line.",
                "warning  provinces/01/members.csv line 2: name: \"Nguy?n V?n An\" has ? where letters were: the text went through a program that does not know Vietnamese letters; take it from where it came from again and save as CSV UTF-8.",
                "warning  provinces/02: there is no such folder: what was published of the province last stays in force.",
                "note     Passed over, as desktops and office programs leave such files: .DS_Store.",
                $"{source} cannot be published: 3 errors, 2 warnings.",
            ],
            checkedOnly.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(before, FilesBelow(Desk));
    }

    [Fact]
    public async Task The_names_of_files_do_not_steer_the_console_nor_add_lines_and_JSON_has_them_as_they_are()
    {
        var source = files.WriteSource(Cards);
        files.Write("source/provinces/01/meetings/\e[31mred.json", "{}");
        files.Write("source/provinces/01/meetings/a\nb.json", "{}");
        files.Write("source/anchors/\u202Etrc.pem", "");
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        var said = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--check")).With(1).Output;
        var asJson = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--check", "--json")).With(1).Output;

        Assert.Contains("provinces/01/meetings/?[31mred.json", said, StringComparison.Ordinal);
        Assert.Contains("provinces/01/meetings/a?b.json", said, StringComparison.Ordinal);
        Assert.Contains("anchors/?trc.pem", said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, letter => letter is '\e' or '\u202E');
        Assert.All(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1], line => Assert.Matches("^(error|warning|note) ", line));
        using var json = JsonDocument.Parse(asJson);
        Assert.Contains("provinces/01/meetings/\e[31mred.json", json.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task A_check_as_JSON_is_one_document_with_every_problem()
    {
        var source = WriteFaults();
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        var ended = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--check", "--json")).With(1);

        using var json = JsonDocument.Parse(ended.Output);
        Assert.Equal((false, 3, 1), (json.RootElement.GetProperty("publishable").GetBoolean(), json.RootElement.GetProperty("errors").GetInt32(), json.RootElement.GetProperty("warnings").GetInt32()));
        var doubled = json.RootElement.GetProperty("problems")[2];
        Assert.Equal(("error", "provinces/01/meetings/dai-hoi.roster.csv", 3), (doubled.GetProperty("severity").GetString(), doubled.GetProperty("file").GetString(), doubled.GetProperty("line").GetInt32()));
        Assert.Empty(ended.Error);
    }

    [Fact]
    public async Task Publishing_says_all_of_it_too_and_publishes_nothing()
    {
        var source = WriteFaults();
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(2);
        var asJson = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--json")).With(2);

        Assert.Equal(3, refused.Error.Split('\n').Count(line => line.StartsWith("error ", StringComparison.Ordinal)));
        Assert.EndsWith($"registry: {source} was not published: 3 errors, 1 warning.\n", refused.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(asJson.Output);
        Assert.Equal(5, json.RootElement.GetProperty("problems").GetArrayLength());
        Assert.False(File.Exists(files.At("desk/feed/metadata/timestamp.json")));
    }

    [Fact]
    public async Task A_good_folder_is_a_yes_with_and_without_a_desk()
    {
        var source = files.WriteSource(Cards);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        Assert.Equal($"{source} may be published: 0 errors, 0 warnings.\n", (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--check")).With(0).Output);
        Assert.Contains("No desk in", (await Programs.RegistryAsync("publish", "--desk", files.At("none"), "--from", source, "--check")).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_without_a_folder_is_wrong_use() => (await Programs.RegistryAsync("publish", "--desk", Desk, "--check")).With(2);

    [Fact]
    public async Task Warnings_are_in_the_report_of_a_publication()
    {
        var source = files.WriteSource(Cards);
        files.Write("source/desktop.ini", "x");
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        var published = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--json")).With(0);

        using var json = JsonDocument.Parse(published.Output);
        Assert.Equal("note", Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray()).GetProperty("severity").GetString());
    }

    /// <summary>Field case 21-instants-without-zone.</summary>
    [Fact]
    public async Task A_meeting_without_a_zone_is_the_same_on_desks_in_two_time_zones()
    {
        var source = files.WriteSource(Cards);
        var meeting = files.At("source/provinces/01/meetings/dai-hoi.json");
        files.Write("source/provinces/01/meetings/dai-hoi.json", (await File.ReadAllTextAsync(meeting)).Replace("+00:00", "", StringComparison.Ordinal));
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

        (await Programs.RegistryInZoneAsync("UTC", "publish", "--desk", Desk, "--from", source)).With(0);
        var second = (await Programs.RegistryInZoneAsync("America/New_York", "publish", "--desk", Desk, "--from", source)).With(0);

        Assert.Matches("(?m)^01 meetings version 1: 1 row, .* unchanged$", second.Output);
    }

    private string WriteFaults()
    {
        var source = files.WriteSource(Cards);
        File.Move(files.At("source/profile.json"), files.At("source/Profile.json"));
        files.Write("source/.DS_Store", "x");
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + $"{Cards[0].Base64},Nguy?n V?n An,00000000,Chi bộ 1,official,2010-05-19,,\n");
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n00000000,member\n00000000,guest\n");
        return source;
    }

    private static List<string> FilesBelow(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
