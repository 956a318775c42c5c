namespace Kiosk.EndToEnd.Tests.Load;

/// <summary>A test in real minutes; skipped, by name, unless the variable says how many.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInFullAttribute : FactAttribute
{
    public const string Variable = "KIOSK_HALL_MINUTES";

    public FactInFullAttribute() => Skip = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null : $"Takes real minutes: run {Variable}=15 ./kiosk test FullyQualifiedName~HallLoadTests on a quiet machine.";
}
