using Kiosk.Ui.Screens;

namespace Kiosk.Service.Page;

/// <summary>An event for the page's stream.</summary>
internal abstract record PageEvent
{
    private PageEvent()
    {
    }

    /// <param name="At">When the presenter showed the screen, by the machine's own clock.</param>
    public sealed record Shown(Screen Screen, DateTimeOffset At) : PageEvent;

    /// <summary>There are new records.</summary>
    public sealed record Recorded : PageEvent;

    /// <summary>Time to check whether the state has changed.</summary>
    public sealed record Tick : PageEvent;
}
