using System.Text;
using Kiosk.Journal.Upload;
using static Kiosk.Journal.Tests.JournalSamples;
using static Kiosk.Journal.Tests.Upload.UploadSamples;

namespace Kiosk.Journal.Tests.Upload;

public sealed class UploadJsonTests
{
    private static readonly ArrivalOfOtherDoor Arrived =
        ArrivalOfOtherDoor.Of(42, "HN-02", new(new(17), Arrival(5) with { Counts = JournalCounts.Quorum | JournalCounts.Vote }, new byte[32]))!;

    [Fact]
    public void An_answer_reads_back_with_its_receipt()
    {
        var answer = new UploadAnswer(3, CosignerKey.Cosign(Batch(3).Checkpoint!.Note, Collector, Morning).ToString());

        var read = UploadAnswer.Parse(answer.Encode());

        Assert.Equal(answer, read);
        Assert.Equal(3UL, read.ParseReceipt()!.Content.Size);
    }

    [Fact]
    public void What_a_newer_collector_adds_is_passed_over() => Assert.Equal(new(7), UploadAnswer.Parse("""{"contiguous":7,"more":[1]}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"contiguous":-1}""")]
    [InlineData("""{"contiguous":"7"}""")]
    [InlineData("""{"contiguous":7,"receipt":"thank you"}""")]
    [InlineData("<html>")]
    public void What_is_no_answer_is_refused(string text) => Assert.Throws<FormatException>(() => UploadAnswer.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void An_arrival_reads_back() => Assert.Equal(Arrived, ArrivalOfOtherDoor.Parse(Arrived.Encode()));

    [Fact]
    public void An_arrival_is_a_line_without_anything_sealed() => Assert.Equal(
        """{"position":42,"context":"dai-hoi-2026/phien-1","pseudonym":"PSEUDONYM","instant":"2026-11-22T01:05:05+00:00","door":"C\u1EEDa s\u1ED1 2","terminal":"HN-02","sequence":17,"counts":5}""",
        Encoding.UTF8.GetString(Arrived.Encode()).Replace(Arrived.Pseudonym, "PSEUDONYM", StringComparison.Ordinal));

    [Theory]
    [InlineData(JournalOutcome.Reverted)]
    [InlineData(JournalOutcome.Excused)]
    public void A_correction_is_told_as_one(object outcome)
    {
        var told = ArrivalOfOtherDoor.Of(1, "desk", new(new(1), Arrival(1) with { Outcome = (JournalOutcome)outcome }, new byte[32]))!;

        Assert.Equal((JournalOutcome)outcome, ArrivalOfOtherDoor.Parse(told.Encode()).Correction);
    }

    [Fact]
    public void A_refusal_at_a_door_is_no_arrival() =>
        Assert.Null(ArrivalOfOtherDoor.Of(1, "HN-02", new(new(1), Arrival(1) with { Outcome = JournalOutcome.Denied, Pseudonym = default }, new byte[32])));

    [Theory]
    [InlineData("\"position\":42", "\"position\":0")]
    [InlineData("\"position\":42,", "")]
    [InlineData("\"sequence\":17", "\"sequence\":0")]
    [InlineData("\"counts\":5", "\"counts\":16")]
    [InlineData("\"counts\":5", "\"counts\":5,\"correction\":3")]
    [InlineData("dai-hoi-2026/phien-1", "dai-hoi-2026")]
    [InlineData("\"pseudonym\":\"", "\"pseudonym\":\"0")]
    [InlineData("\"HN-02\"", "null")]
    [InlineData("\"HN-02\"", "\"\\u0007\"")]
    public void A_line_that_is_no_arrival_is_refused(string found, string instead) =>
        Assert.Throws<FormatException>(() => ArrivalOfOtherDoor.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Arrived.Encode()).Replace(found, instead, StringComparison.Ordinal))));

    [Fact]
    public void A_line_of_any_length_is_refused() => Assert.Throws<FormatException>(() => ArrivalOfOtherDoor.Parse(new byte[ArrivalOfOtherDoor.MaxLength + 1]));

    [Fact]
    public void A_refusal_reads_back()
    {
        var refusal = new UploadRefusal(UploadRefusal.Fork, "Frame 7 of terminal HN-02 is stored with another content.");

        Assert.Equal(refusal, UploadRefusal.Parse(refusal.Encode()));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"code":"","detail":"x"}""")]
    [InlineData("""{"code":"fork","detail":"\u001b[2J"}""")]
    public void A_refusal_that_says_nothing_usable_is_none(string text) => Assert.Null(UploadRefusal.Parse(Encoding.UTF8.GetBytes(text)));
}
