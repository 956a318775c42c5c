using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>What members asked to see of their own attendance, as the collector exports it.</summary>
public sealed class OwnAttendanceTests : IDisposable
{
    private const string Path = "source/provinces/01/own-attendance.csv";

    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2), DeskPki.Issue(3)];
    private static readonly AudienceKey Audience = SourceKeys.ForLooking.Audience(ProvinceCode.Parse("01"));

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public OwnAttendanceTests()
    {
        problems = new(files.At("source"));
        files.WriteSource(Cards);
    }

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Fact]
    public void It_is_sealed_with_the_record_of_the_card_that_it_is_about_and_with_no_other()
    {
        files.Write(Path, $"card,as_of,day,title,came\r\n{Tag(0)},2026-11-30,2026-11-05,\"Sinh hoạt, chi bộ\",late\r\n{Tag(0)},2026-11-30,2026-10-05,Sinh hoạt chi bộ,\r\n{Tag(1)},2026-11-30,,,\r\n");

        var rows = RowsOf(Read());

        Assert.Empty(problems.ToList());
        var own = Open(rows, 0).Attendance!;
        Assert.Equal(new(2026, 11, 30), own.AsOf);
        Assert.Equal([new(new(2026, 11, 5), "Sinh hoạt, chi bộ", CameAs.Late), new(new(2026, 10, 5), "Sinh hoạt chi bộ", CameAs.Unknown)], own.Sessions);
        Assert.Empty(Open(rows, 1).Attendance!.Sessions);
        Assert.Null(Open(rows, 2).Attendance);
        Assert.Throws<SealException>(() => MemberSeal.Open(RowOf(rows, 0).Span, UuidOf(1), KeyOf(1), Audience));
    }

    [Fact]
    public void A_card_that_asked_nothing_is_sealed_as_before()
    {
        var before = RowsOf(Read());
        files.Write(Path, $"card,as_of,day,title,came\n{Tag(0)},2026-11-30,2026-11-05,x,present\n");

        var after = RowsOf(Read());

        Assert.Equal(RowOf(before, 2).ToArray(), RowOf(after, 2).ToArray());
        Assert.NotEqual(RowOf(before, 0).ToArray(), RowOf(after, 0).ToArray());
    }

    [Fact]
    public void As_many_sessions_as_are_allowed_fit_with_the_longest_titles_and_names()
    {
        var title = new string('ặ', PastAttendance.MaxTitle);
        files.Write(Path, "card,as_of,day,title,came\n" + string.Concat(Enumerable.Range(0, PastAttendance.MaxSessions).Select(_ => $"{Tag(0)},2026-11-30,2026-11-05,{title},absentWithoutReason\n")));
        files.WriteMembers(Cards, new string('ặ', 400));

        Assert.Equal(PastAttendance.MaxSessions, Open(RowsOf(Read()), 0).Attendance!.Sessions.Count);
    }

    [Theory]
    [InlineData("00000000,2026-11-30,,,\n", "line 2: card is \"00000000\"; in this file a card is named by the 32 digits")]
    [InlineData("{0},,2026-11-05,x,present\n", "line 2: as_of is empty.")]
    [InlineData("{0},2026-11-30,2026-11-05,,present\n", "line 2: title must have 1 to 80 characters.")]
    [InlineData("{0},2026-11-30,2026-11-05,x,perhaps\n", "line 2: came is \"perhaps\"; there are present, late, absentWithReason, absentWithoutReason, or nothing.")]
    [InlineData("{0},2026-11-30,5.11.2026,x,present\n", "line 2: day is \"5.11.2026\"")]
    public void A_line_that_says_nothing_is_refused(string line, string sentence)
    {
        files.Write(Path, $"card,as_of,day,title,came\n{string.Format(null, System.Text.CompositeFormat.Parse(line), Tag(0))}");

        Read();

        Assert.Contains(problems.ToList(), problem => problem.Severity is ProblemSeverity.Error && problem.ToString().Contains(sentence, StringComparison.Ordinal));
    }

    private static byte[] UuidOf(int index) => Cards[index].Uuid.ToByteArray(bigEndian: true);

    private static byte[] KeyOf(int index) => Cards[index].Key.PublicKey.ExportSubjectPublicKeyInfo();

    private static string Tag(int index) => CardTag.Of(UuidOf(index)).ToString();

    private static IReadOnlyList<SetRow> RowsOf(SourceContent content) => [.. Assert.Single(content.Feed.Provinces).Sets.Single(set => set.DataClass is DataClass.Members).Rows];

    private static ReadOnlyMemory<byte> RowOf(IReadOnlyList<SetRow> rows, int index)
    {
        var key = Audience.MemberKey(CardTag.Of(UuidOf(index)));
        return rows.Single(row => row.Key.Span.SequenceEqual(key)).Value;
    }

    private static Member Open(IReadOnlyList<SetRow> rows, int index) => MemberSeal.Open(RowOf(rows, index).Span, UuidOf(index), KeyOf(index), Audience);

    private SourceContent Read() => new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>()), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);
}
