using Kiosk.Ui.Screens;

namespace Kiosk.Service.Page;

/// <summary>What a stream tells next.</summary>
internal abstract record PageEvent
{
    private PageEvent()
    {
    }

    /// <param name="At">When the presenter handed it over, by this machine's own clock.</param>
    public sealed record Shown(Screen Screen, DateTimeOffset At) : PageEvent;

    /// <summary>The list has grown.</summary>
    public sealed record Recorded : PageEvent;

    /// <summary>Time to look whether the state has changed.</summary>
    public sealed record Tick : PageEvent;
}
