using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>Screens that whoever runs the terminal asks for by command. They stand for a minute or until the next tap.</summary>
internal sealed class ScreenCommands(OperatorScreens operators, DisplayedDeviceCheck selfTest, ScreenPresenter presenter)
{
    public const string Operator = "operator";
    public const string Readiness = "readiness";
    public const string SelfTest = "self-test";

    /// <returns>False where there is no such screen.</returns>
    public bool Show(string name)
    {
        Screen? screen = name switch
        {
            Operator => operators.Overview(),
            Readiness => operators.Readiness(),
            _ => null,
        };
        if (screen is not null)
        {
            presenter.Show(screen);
        }

        return screen is not null;
    }

    /// <summary>Shows whoever brought a stick how that went.</summary>
    public void Announce(StickNews news) => presenter.Show(new Screen.StickRead(news));

    /// <inheritdoc cref="DisplayedDeviceCheck.RunAsync"/>
    public Task<DeviceCheckResult?> TestAsync(CancellationToken cancellationToken) => selfTest.RunAsync(cancellationToken);
}
