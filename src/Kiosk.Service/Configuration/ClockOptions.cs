using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>A battery-backed clock that the terminal reads itself. Empty if a kernel driver handles it (<c>dtoverlay=i2c-rtc,ds3231</c>).</summary>
internal sealed class ClockOptions : IValidatableObject
{
    /// <summary>The I2C bus of a DS3231, such as <c>/dev/i2c-1</c>.</summary>
    public string Bus { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        DeviceAddresses.MistakeInNode("Kiosk:Clock:Bus", Bus, "/dev/i2c-1") is { } mistake ? [new(mistake)] : [];
}
