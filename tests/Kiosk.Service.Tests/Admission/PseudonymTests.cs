using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class PseudonymTests
{
    // Card UUID 00 01 … 0F; both expected values come from another implementation of HMAC-SHA256.
    private static readonly CardTag Known = CardTag.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

    [Fact]
    public void A_meetings_pseudonym_is_the_HMAC_of_the_tag() =>
        Assert.Equal(
            "4e5a6bbebfaf22634c2ff924fd812b459f9d1776466e2060ed8d6cff3cbd65d1",
            Pseudonym.ForMeeting(Meeting(key: 0x11), Known).ToString());

    [Fact]
    public void A_procedures_pseudonym_is_the_HMAC_of_tag_code_and_case() =>
        Assert.Equal(
            "50d255df5b85a9552d7f2f345aa4f14c1af6253aa5aeb4361d7bcabe620d7075",
            Pseudonym.ForProcedure(ProcedureAdmissionTests.Mode("24-QĐ/TW", key: 0x22), Known).ToString());

    [Fact]
    public void One_person_is_the_same_in_all_sessions_of_a_meeting_and_unknown_in_another()
    {
        Assert.Equal(Pseudonym.ForMeeting(Meeting(id: "a"), Tag()), Pseudonym.ForMeeting(Meeting(id: "a"), Tag()));
        Assert.NotEqual(Pseudonym.ForMeeting(Meeting(key: 1), Tag()), Pseudonym.ForMeeting(Meeting(key: 2), Tag()));
        Assert.NotEqual(Pseudonym.ForMeeting(Meeting(), Tag(1)), Pseudonym.ForMeeting(Meeting(), Tag(2)));
    }

    [Fact]
    public void Two_cases_of_one_member_cannot_be_linked()
    {
        string?[] cases = [null, "1", "2", "1/2"];

        Assert.Equal(cases.Length, cases.Select(number => Pseudonym.ForProcedure(ProcedureAdmissionTests.Mode(number), Tag())).Distinct().Count());
    }

    [Fact]
    public void Bytes_go_there_and_back()
    {
        var bytes = Enumerable.Range(0, 32).Select(n => (byte)n).ToArray();

        Assert.Equal(bytes, Pseudonym.FromBytes(bytes).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Another_length_is_refused(int length)
    {
        Assert.Throws<ArgumentException>(() => Pseudonym.FromBytes(new byte[length]));
        Assert.Throws<ArgumentException>(() => Pseudonym.ForMeeting(Meeting() with { Key = new byte[length] }, Tag()));
        Assert.Throws<ArgumentException>(() => Pseudonym.ForProcedure(ProcedureAdmissionTests.Mode() with { Key = new byte[length] }, Tag()));
    }
}
