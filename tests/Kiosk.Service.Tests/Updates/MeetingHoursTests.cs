using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Updates;
using Kiosk.Testing.Cache;

namespace Kiosk.Service.Tests.Updates;

public sealed class MeetingHoursTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 0, 30, 0, TimeSpan.Zero);

    private static readonly MeetingSession[] Sessions =
    [
        new("1", "Sáng", Morning, Morning.AddHours(0.5), Morning.AddHours(4)),
        new("2", "Chiều", Morning.AddHours(6), Morning.AddHours(6.5), Morning.AddHours(9)),
    ];

    private static readonly AdmissionMode Meeting = new AdmissionMode.AtMeeting(TestCacheSource.Meeting with { Sessions = Sessions }, Sessions[0]);

    [Theory]
    [InlineData(-1.1, false)]
    [InlineData(-0.9, true)]
    [InlineData(2, true)]
    [InlineData(5, true)]
    [InlineData(9.9, true)]
    [InlineData(10.1, false)]
    public void From_an_hour_before_the_first_session_to_an_hour_after_the_last_a_meeting_is_not_disturbed(double hours, bool isOpen) =>
        Assert.Equal(isOpen, MeetingHours.Include(Meeting, Morning.AddHours(hours)));

    [Fact]
    public void A_terminal_that_only_verifies_has_no_meeting() => Assert.False(MeetingHours.Include(new AdmissionMode.VerifyOnly(), Morning));
}
