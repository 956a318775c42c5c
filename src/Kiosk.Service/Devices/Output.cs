namespace Kiosk.Service.Devices;

/// <summary>By what a terminal tells people how it is.</summary>
internal enum Output
{
    Display = 0,
    Lamp,
    Buzzer,
}
