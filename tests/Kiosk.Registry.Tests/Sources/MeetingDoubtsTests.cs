using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Meetings and lists that can be published and are hardly meant are warned of, by file and line.</summary>
public sealed class MeetingDoubtsTests : IDisposable
{
    private const string Roster = "source/provinces/01/meetings/dai-hoi.roster.csv";

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(1, 5).Select(number => DeskPki.Issue(number))];

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public MeetingDoubtsTests()
    {
        problems = new(files.At("source"));
        files.WriteSource(Cards);
        files.WriteMeeting(Now.AddDays(3));
    }

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Fact]
    public void A_meeting_as_it_should_be_is_warned_of_for_nothing()
    {
        Assert.Empty(Warnings());
    }

    [Fact]
    public void A_meeting_that_is_over_is_warned_of_in_Vietnams_time()
    {
        files.WriteMeeting(Now.AddHours(-5));

        Assert.Empty(Warnings());

        files.WriteMeeting(Now.AddHours(-6));

        Assert.Equal(
            "provinces/01/meetings/dai-hoi.json: the meeting dai-hoi (\"Đại hội\") is over since 2026-11-29 06:00, Vietnam's time, so no terminal takes a card for it: correct its date, or take it and its roster away.",
            Assert.Single(Warnings()));
    }

    [Fact]
    public void A_meeting_of_a_mistyped_year_is_warned_of()
    {
        files.WriteMeeting(Now.AddYears(36));

        Assert.Contains("opens on 2062-11-29 07:00, Vietnam's time only, more than two years from now: look at the year.", Assert.Single(Warnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("card,class\n")]
    [InlineData("card,class\n,\n\n")]
    public void A_list_without_anybody_is_warned_of(string roster)
    {
        files.Write(Roster, roster);

        Assert.Equal(
            "provinces/01/meetings/dai-hoi.roster.csv: nobody is on the list of the meeting dai-hoi (\"Đại hội\"), so every card is turned away as not invited: write a line for each who is convened.",
            Assert.Single(Warnings()));
    }

    [Fact]
    public void A_delegate_without_a_seat_among_delegates_with_seats_is_warned_of()
    {
        files.Write(Roster, "card,class,area,row,seat\n00000000,member,A,1,1\n00000001,member,A,1,2\n00000002,member,,,\n00000003,member,A,1,4\n00000004,guest,,,\n");

        Assert.Equal(
            "provinces/01/meetings/dai-hoi.roster.csv line 4: 1 card of 5 has no seat where the others have one (line 4): fill in area, row and seat.",
            Assert.Single(Warnings()));
    }

    [Theory]
    [InlineData("2E+05", "seat: \"2E+05\" is how a spreadsheet shortens a long number")]
    [InlineData("02-Jan", "seat: \"02-Jan\" is how a spreadsheet writes a day")]
    [InlineData("12.0", "seat: \"12.0\" is how a spreadsheet writes a number with decimals")]
    [InlineData("#N/A", "seat: \"#N/A\" is a spreadsheet's mark of an error")]
    public void A_seat_that_a_spreadsheet_changed_is_warned_of_by_its_line(string seat, string sentence)
    {
        files.Write(Roster, $"card,class,area,row,seat\n00000000,member,A,1,1\n00000001,member,A,1,{seat}\n");

        Assert.StartsWith($"provinces/01/meetings/dai-hoi.roster.csv line 3: {sentence}", Assert.Single(Warnings()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invitation_that_the_desk_cannot_vouch_for_is_warned_of_and_not_in_force()
    {
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + Member(Cards[0], "HN-1") + Member(Cards[1], "HN-2") + ",,,,suspended,2020-01-01,,\n");
        files.Write(Roster, "card,class,invitation,name\nHN-1,member,1,\nHN-2,member,2,\n000102030405060708090a0b0c0d0e0f,member,3,Người lạ\n000102030405060708090a0b0c0d0e10,guest,4,Khách\n");

        Assert.Equal(
            [
                "provinces/01/meetings/dai-hoi.roster.csv line 3: Nguyễn Văn An can come by card only: their status on the meeting's day is not that of an official member, so the invitation 2 is not in force.",
                "provinces/01/meetings/dai-hoi.roster.csv line 4: the card 000102030405060708090a0b0c0d0e0f is not in members.csv and its holder is no guest, so the invitation 3 is not in force: leave the column card empty for somebody without one.",
            ],
            Warnings());
    }

    [Theory]
    [InlineData("2E+05", "card_number: \"2E+05\" is how a spreadsheet shortens a long number, and the other digits are lost")]
    [InlineData("1,23457E+11", "card_number: \"1,23457E+11\" is how a spreadsheet shortens")]
    [InlineData("1234567890123450000", "card_number: \"1234567890123450000\" ends in zeros after its 15th digit")]
    public void A_card_number_that_a_spreadsheet_changed_is_warned_of_by_its_line(string number, string sentence)
    {
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + Member(Cards[0], "HN-1") + Member(Cards[1], $"\"{number}\""));
        files.Write(Roster, "card,class\nHN-1,member\n");

        Assert.StartsWith($"provinces/01/members.csv line 3: {sentence}", Assert.Single(Warnings()), StringComparison.Ordinal);
    }

    [Fact]
    public void Card_numbers_that_lost_their_zeros_are_warned_of_together()
    {
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + Member(Cards[0], "12345601") + Member(Cards[1], "12345602") + Member(Cards[2], "345603") + Member(Cards[3], "12345604"));
        files.Write(Roster, "card,class\n12345601,member\n");

        Assert.Equal(
            "provinces/01/members.csv line 4: card_number: 1 number is shorter than the 8 digits of all others (line 4), as when a spreadsheet drops the zeros in front: 345603 is perhaps 00345603. Format the column as text, and take the numbers from where they came from again.",
            Assert.Single(Warnings()));
    }

    [Theory]
    [InlineData("1", "12", "3", "14")]
    [InlineData("HN-1", "HN-12", "HN-123", "HN-1234")]
    public void Numbers_that_are_counted_up_or_have_no_fixed_width_are_warned_of_for_nothing(params string[] numbers)
    {
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + string.Concat(numbers.Select((number, i) => Member(Cards[i], number))));
        files.Write(Roster, $"card,class\n{numbers[0]},member\n");

        Assert.Empty(Warnings());
    }

    [Fact]
    public void A_card_of_a_list_that_lost_its_zeros_is_refused_with_the_number_that_is_meant()
    {
        files.Write(Roster, "card,class\n3,member\n");

        Assert.Contains("the card number \"3\" is not that of a member of members.csv; 00000003 on line 5 there is, and a spreadsheet drops or adds zeros in front: format the column as text.", Assert.Single(Said(ProblemSeverity.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_of_a_list_that_was_shortened_is_refused_as_that()
    {
        files.Write(Roster, "card,class\n2E+05,member\n");

        Assert.StartsWith("provinces/01/meetings/dai-hoi.roster.csv line 2: card: \"2E+05\" is how a spreadsheet shortens a long number", Assert.Single(Said(ProblemSeverity.Error)), StringComparison.Ordinal);
    }

    private static string Member(IssuedCard card, string number) => $"{card.Base64},Nguyễn Văn An,{number},Chi bộ 1,official,2010-05-19,,\n";

    private List<string> Warnings() => Said(ProblemSeverity.Warning);

    private List<string> Said(ProblemSeverity severity)
    {
        new ProvinceFolders<SealedMember>(
            files.At("source/provinces"), (_, path) => new SealingIntake(path, TestFiles.Audience, judge: null, problems), SourceKeys.ForLooking.MeetingSecret, Now, progress: null, problems).Read(CancellationToken.None);
        return [.. problems.ToList().Where(problem => problem.Severity == severity).Select(problem => problem.ToString())];
    }
}
