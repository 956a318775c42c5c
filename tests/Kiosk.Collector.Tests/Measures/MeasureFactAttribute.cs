namespace Kiosk.Collector.Tests.Measures;

/// <summary>A measurement, which says little on a machine that does other things meanwhile: taken only where the variable is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MeasureFactAttribute : FactAttribute
{
    public MeasureFactAttribute(string variable = "KIOSK_MEASURE", string command = "./kiosk bench --only=collector") =>
        Skip = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } ? null : $"Takes figures: run {command} on a quiet machine.";
}
