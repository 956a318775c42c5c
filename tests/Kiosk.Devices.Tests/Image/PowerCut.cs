namespace Kiosk.Devices.Tests.Image;

/// <summary>One moment at which the power failed, and what the disk then held.</summary>
/// <param name="Entries">How many entries of the log came before it.</param>
/// <param name="LogBytes">How long the log was.</param>
/// <param name="Disk">Overwritten by the next cut.</param>
internal sealed record PowerCut(int Entries, long LogBytes, string Disk)
{
    public override string ToString() => $"A cut after {Entries} writes";
}
