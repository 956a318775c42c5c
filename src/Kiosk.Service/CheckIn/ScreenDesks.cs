using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>Whatever a touch on the screen can be meant for: each desk ignores what it did not ask.</summary>
internal sealed class ScreenDesks(ProcedureDesk procedures, OperatorDesk operators, OwnRecordDesk records)
{
    public void Obey(ScreenAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        operators.Obey(action);
        records.Obey(action);
        procedures.Obey(action);
    }
}
