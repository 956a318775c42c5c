namespace Kiosk.Ui.Screens;

/// <summary>What is kept of a member, in the order in which it is shown.</summary>
public enum RecordField
{
    Name = 0,
    CardNumber,
    Unit,
    Status,
}
