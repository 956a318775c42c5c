namespace Kiosk.Service.Devices;

/// <summary>The outputs that tell people about the terminal.</summary>
internal enum Output
{
    Display = 0,
    Lamp,
    Buzzer,
}
