using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>How far a run is, on the screen as in the report. Once closed it shows nothing more: the screen belongs to whoever taps.</summary>
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

    /// <summary>A step's turn has come; those before it have ended.</summary>
    public void Begin(int index, DeviceCheckStep step)
    {
        lock (gate)
        {
            lines[index] = new(step.Name, CheckState.Running, step.Meanwhile);
            begun = index + 1;
            Show(step.Signal);
        }
    }

    /// <summary>How a step came out; seen with the next one, so that no screen between two steps looks like the last.</summary>
    public void End(int index, CheckLine line)
    {
        lock (gate)
        {
            lines[index] = line;
        }
    }

    /// <summary>What is not tried by now will not be.</summary>
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

    /// <returns>False when it was closed or finished before.</returns>
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
            presenter.Show(new Screen.SelfTest(terminalId, [.. lines.Take(begun)], tried));
        }
    }
}
