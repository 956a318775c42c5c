using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class AttendanceRegisterTests
{
    /// <summary>The display asks for the book of a new generation while a tap records by the old one.</summary>
    [Fact]
    public async Task No_arrival_is_lost_while_the_generation_is_replaced()
    {
        const int arrivals = 2000;
        await using var hall = new Hall(TappedCards.Member(1));
        var parts = (await hall.OpenAsync()).Parts;
        parts.Cache.Refresh(CancellationToken.None);
        var before = parts.Cache.Current;
        hall.Publish();
        parts.Cache.Refresh(CancellationToken.None);
        var after = parts.Cache.Current;
        var mode = new AdmissionMode.AtMeeting(TestCacheSource.Meeting, TestCacheSource.Meeting.Sessions[0]);
        var context = AttendanceBook.ContextOf(mode.Meeting, mode.Session);
        var register = new AttendanceRegister(parts.Journal, AdmissionRules.Default.Meetings);
        using var done = new CancellationTokenSource();
        var looking = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    register.BookFor(mode, before);
                    register.BookFor(mode, after);
                }
            },
            CancellationToken.None);

        for (var number = 0; number < arrivals; number++)
        {
            var pseudonym = new byte[Pseudonym.KeyLength];
            BitConverter.TryWriteBytes(pseudonym, number);
            register.Record(mode, before, new Arrival(context, Pseudonym.FromBytes(pseudonym), new Attendance(hall.Time.GetUtcNow(), Hall.Door)));
        }

        await done.CancelAsync();
        await looking;
        Assert.Equal(arrivals, register.BookFor(mode, after).Arrivals.Count);
    }
}
