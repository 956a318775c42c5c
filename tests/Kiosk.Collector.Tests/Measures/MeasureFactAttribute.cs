namespace Kiosk.Collector.Tests.Measures;

/// <summary>A measurement, which says little on a machine that does other things meanwhile: taken only where KIOSK_MEASURE is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MeasureFactAttribute : FactAttribute
{
    private const string Variable = "KIOSK_MEASURE";

    public MeasureFactAttribute() => Skip = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null : "Takes figures: run ./kiosk bench --only=collector on a quiet machine.";
}
