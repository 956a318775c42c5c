using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>Progress of a device check, for the screen and for the report. Once closed it shows nothing more, because the screen then belongs to a tap.</summary>
internal sealed class DeviceCheckSheet
{
    private readonly string terminalId;
    private readonly ScreenPresenter presenter;
    private readonly CheckLine[] lines;
    private readonly Lock gate = new();
    private int begun;
    private bool isClosed;

    public DeviceCheckSheet(string terminalId, IReadOnlyList<DeviceCheckStep> steps, ScreenPresenter presenter)
    {
        (this.terminalId, this.presenter) = (terminalId, presenter);
        lines = [.. steps.Select(step => new CheckLine(step.Name, CheckState.Running, DeviceCheckPhrases.NotYet))];
    }

    public IReadOnlyList<CheckLine> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Starts a step; all earlier ones have ended.</summary>
    public void Begin(int index, DeviceCheckStep step)
    {
        lock (gate)
        {
            lines[index] = new(step.Name, CheckState.Running, step.Meanwhile);
            begun = index + 1;
            Show(step.Signal);
        }
    }

    /// <summary>Sets a step's result. It is shown with the next step, so that no screen between two steps looks like the final one.</summary>
    public void End(int index, CheckLine line)
    {
        lock (gate)
        {
            lines[index] = line;
        }
    }

    /// <summary>Marks all steps not run so far as not tried.</summary>
    public void Finish()
    {
        lock (gate)
        {
            for (var index = 0; index < lines.Length; index++)
            {
                lines[index] = lines[index] is { State: CheckState.Running } running ? running with { State = CheckState.Doubtful, Detail = DeviceCheckPhrases.NotTried } : lines[index];
            }

            begun = lines.Length;
            Show(Mood.Neutral);
            isClosed = true;
        }
    }

    /// <returns>False if it was already closed or finished.</returns>
    public bool Close()
    {
        lock (gate)
        {
            return !isClosed && (isClosed = true);
        }
    }

    private void Show(Mood tried)
    {
        if (!isClosed)
        {
            presenter.Show(new Screen.DeviceCheck(terminalId, [.. lines.Take(begun)], tried));
        }
    }
}
