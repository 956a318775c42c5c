namespace Kiosk.Simulation.Tests.Laws;

/// <summary>Something happened that must never happen.</summary>
/// <param name="law">Which law, in a few words.</param>
internal sealed class BrokenLawException(string law, string what) : Exception($"{law}: {what}")
{
    public string Law => law;
}
