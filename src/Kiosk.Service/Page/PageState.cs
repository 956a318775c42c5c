using Kiosk.Feed.Records;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;

namespace Kiosk.Service.Page;

/// <summary>The terminal's state as shown on the page, apart from screen and records.</summary>
internal sealed class PageState(TerminalHealth health, TerminalStatus status, ModeSwitch modes, KioskCache cache, PageStage stage)
{
    /// <summary>The standing mode.</summary>
    public ModeSelection Mode => modes.Standing;

    /// <summary>Null on a real terminal.</summary>
    public ISimulation? Simulation => stage.Simulation;

    public FeedReport Feed => status.Feed;

    public TerminalHealth.Report Health() => health.Read();

    /// <returns>Empty if the cache cannot be used; the screen then says what is wrong.</returns>
    public IReadOnlyList<PageChoice> Choices()
    {
        try
        {
            var generation = cache.Current;
            return
            [
                .. generation.MeetingIds.Select(generation.FindMeeting).OfType<Meeting>().Select(meeting => new PageChoice(ModeSelection.AtMeeting, meeting.Id, meeting.HidesTitle ? null : meeting.Title, null)),
                .. generation.Procedures.Select(procedure => new PageChoice(ModeSelection.ForProcedure, procedure.Code, procedure.Vietnamese, procedure.English)),
            ];
        }
        catch (CacheException)
        {
            return [];
        }
    }
}
