namespace Kiosk.Simulation.Tests.Disks;

/// <summary>The power went during this call, or before it: whatever the program still does has no effect.</summary>
internal sealed class PowerCutException() : IOException("The power is off.");
