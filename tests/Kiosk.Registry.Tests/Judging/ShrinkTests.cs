using System.Text.Json;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Judging;

/// <summary>A publication that takes away more than a tenth of something asks whether that is meant (04-silent-members, 15-members-wiped).</summary>
public sealed class ShrinkTests : IAsyncLifetime, IDisposable
{
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 20).Select(number => DeskPki.Issue(number))];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Source => files.At("source");

    public async Task InitializeAsync()
    {
        files.WriteSource(Cards);
        files.Write("source/procedures.json", """
            [ { "code": "A", "vietnamese": "Một", "english": "One", "level": "xã", "validFrom": "2026-01-01" },
              { "code": "B", "vietnamese": "Hai", "english": "Two", "level": "xã", "validFrom": "2026-01-01", "validTo": "2026-02-01" } ]
            """);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await PublishAsync()).With(0);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_tenth_goes_without_a_question()
    {
        files.WriteMembers(Cards[..18]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n" + string.Concat(Enumerable.Range(0, 18).Select(i => $"{i:D8},member\n")));

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task More_than_a_tenth_of_the_members_asks_with_the_figures()
    {
        files.WriteMembers(Cards[..17]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n" + string.Concat(Enumerable.Range(0, 17).Select(i => $"{i:D8},member\n")));

        await AsksAsync("registry: 01 members: 3 of 20 that terminals have would go", "registry: 01 rosters: 3 of 20 that terminals have would go");
    }

    [Fact]
    public async Task Cards_that_were_handed_in_go_without_a_question()
    {
        files.Write("source/provinces/01/ended-cards.csv", "card\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"{i:D8}\n")));

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task A_meeting_that_a_calendar_cancels_goes_without_a_question()
    {
        var meetings = files.At("source/provinces/01/meetings");
        File.Delete(Path.Combine(meetings, "dai-hoi.json"));
        files.Write("source/provinces/01/meetings/calendar.json", """{ "kind": "cellMeeting", "opensBefore": "00:30:00", "quorum": { "numerator": 1, "denominator": 2, "rounding": "moreThan", "legalReference": "x", "approvedBy": "y" } }""");
        files.Write("source/provinces/01/meetings/a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:dai-hoi\r\nSUMMARY:Họp\r\nSTATUS:CANCELLED\r\nDTSTART:21261125T010000Z\r\nDTEND:21261125T040000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task A_members_file_with_its_header_alone_asks()
    {
        files.WriteMembers([]);
        Directory.Delete(files.At("source/provinces/01/meetings"), recursive: true);

        await AsksAsync("01 members: 20 of 20", "01 meetings: 1 of 1", "01 rosters: 20 of 20");
    }

    [Fact]
    public async Task As_many_others_in_the_place_of_members_are_a_loss_all_the_same()
    {
        files.WriteMembers(Enumerable.Range(100, 20).Select(number => DeskPki.Issue(number)));

        await AsksAsync("01 members: 20 of 20", "01 rosters: 20 of 20");
    }

    [Theory]
    [InlineData("provinces")]
    [InlineData("provinces/01")]
    public async Task A_province_that_is_missing_asks(string folder)
    {
        Directory.Delete(Path.Combine(Source, folder), recursive: true);

        await AsksAsync("provinces/01: the folder is missing, and what was published of it would stay as it was");
    }

    [Fact]
    public async Task A_list_that_is_missing_asks()
    {
        files.Write("source/crls/other.crl", DeskPki.Known.IssueCrl(2));
        File.Delete(files.At("source/crls/root.crl"));

        await AsksAsync("crls: 1 of 1 that terminals have would go (root.crl)");
    }

    [Fact]
    public async Task A_list_under_another_name_is_no_loss()
    {
        File.Move(files.At("source/crls/root.crl"), files.At("source/crls/authority.crl"));

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task Procedures_that_are_missing_ask_but_for_those_that_have_ended()
    {
        File.Delete(files.At("source/procedures.json"));

        await AsksAsync("procedures.json: 1 of 1 that terminals have would go (A)");
    }

    [Fact]
    public async Task A_meeting_that_is_over_goes_without_a_question()
    {
        files.PutMeetingBehind();
        (await PublishAsync()).With(0);
        Directory.Delete(files.At("source/provinces/01/meetings"), recursive: true);

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task Whoever_means_it_says_so()
    {
        files.WriteMembers(Cards[..1]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n");

        var published = (await PublishAsync("--shrink", "--json")).With(0);

        using var report = JsonDocument.Parse(published.Output);
        Assert.Equal(1, report.RootElement.GetProperty("sets")[0].GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Json_has_the_sentences_too()
    {
        Directory.Delete(files.At("source/provinces"), recursive: true);

        using var json = JsonDocument.Parse((await PublishAsync("--json")).With(1).Output);

        Assert.Contains("provinces/01", Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray()).GetProperty("sentence").GetString()!, StringComparison.Ordinal);
    }

    private Task<Ended> PublishAsync(params string[] options) => Programs.RegistryAsync(["publish", "--desk", Desk, "--from", Source, .. options]);

    private async Task AsksAsync(params string[] sentences)
    {
        var before = await File.ReadAllBytesAsync(files.At("desk/feed/metadata/timestamp.json"));

        var asked = (await PublishAsync()).With(1);

        Assert.All(sentences, sentence => Assert.Single(asked.Error.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal) && line.Contains("--shrink", StringComparison.Ordinal)));
        Assert.Equal(sentences.Length, asked.Error.Split('\n').Count(line => line.StartsWith("registry: ", StringComparison.Ordinal)));
        Assert.Equal(before, await File.ReadAllBytesAsync(files.At("desk/feed/metadata/timestamp.json")));
    }
}
