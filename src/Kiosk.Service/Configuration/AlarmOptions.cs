using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>When the door that the contact watches is an alarm.</summary>
internal sealed class AlarmOptions : IValidatableObject
{
    /// <summary>How long the door may stand open; 0 for ever.</summary>
    public int HeldOpenSeconds { get; set; } = 30;

    /// <summary>How long after the relay's pulse the door may still be opened.</summary>
    public int GraceSeconds { get; set; } = 5;

    /// <summary>Whether a door with a relay that opens without a passage is forced. Off where people leave by a handle.</summary>
    public bool Forced { get; set; } = true;

    /// <summary>Time of day in Vietnam from which the door may stand open, or empty for never.</summary>
    public string BypassFrom { get; set; } = "";

    public string BypassTo { get; set; } = "";

    /// <summary>Whether the door may stand open at an instant.</summary>
    public bool IsBypassedAt(DateTimeOffset instant) => DeviceAddresses.IsWithin(BypassFrom, BypassTo, instant);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in new[] { DeviceAddresses.MistakeInTime("Kiosk:Alarm:BypassFrom", BypassFrom), DeviceAddresses.MistakeInTime("Kiosk:Alarm:BypassTo", BypassTo) }.OfType<string>())
        {
            yield return new(mistake);
        }

        if (BypassFrom.Length == 0 != (BypassTo.Length == 0))
        {
            yield return new("Kiosk:Alarm:BypassFrom and Kiosk:Alarm:BypassTo must be given together.\nKiosk:Alarm:BypassFrom và Kiosk:Alarm:BypassTo phải cùng được nêu.");
        }

        if (HeldOpenSeconds is < 0 or > 3600)
        {
            yield return new("Kiosk:Alarm:HeldOpenSeconds must be between 0 and 3600.\nKiosk:Alarm:HeldOpenSeconds phải từ 0 đến 3600.");
        }

        if (GraceSeconds is < 0 or > 60)
        {
            yield return new("Kiosk:Alarm:GraceSeconds must be between 0 and 60.\nKiosk:Alarm:GraceSeconds phải từ 0 đến 60.");
        }
    }
}
