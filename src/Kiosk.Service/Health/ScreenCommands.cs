using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>Screens that an operator requests by command. They stay for a minute or until the next tap.</summary>
internal sealed class ScreenCommands(OperatorScreens operators, SoftwareScreen software, DisplayedDeviceCheck deviceCheck, ScreenPresenter presenter)
{
    public const string Operator = "operator";
    public const string Readiness = "readiness";
    public const string Software = "software";
    public const string DeviceCheck = "device-check";

    /// <summary>Every name, with a comma before each but the first.</summary>
    public static readonly string Names = string.Join(", ", Operator, Readiness, Software, DeviceCheck);

    /// <returns>False if there is no such screen.</returns>
    public bool Show(string name)
    {
        Screen? screen = name switch
        {
            Operator => operators.Overview(),
            Readiness => operators.Readiness(),
            Software => software.Now(),
            _ => null,
        };
        if (screen is not null)
        {
            presenter.Show(screen);
        }

        return screen is not null;
    }

    /// <summary>Shows the result to whoever plugged a stick in.</summary>
    public void Announce(StickNews news) => presenter.Show(new Screen.StickRead(news));

    /// <inheritdoc cref="DisplayedDeviceCheck.RunAsync"/>
    public Task<DeviceCheckResult?> TestAsync(CancellationToken cancellationToken) => deviceCheck.RunAsync(cancellationToken);
}
