using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>Hours during which the terminal is silent and its panel dimmed. They may span midnight.</summary>
internal sealed class NightOptions : IValidatableObject
{
    /// <summary>Time of day in Vietnam, or empty for no night hours.</summary>
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>Brightness of the panel while idle, in percent; 0 blanks it.</summary>
    public int Brightness { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in new[] { DeviceAddresses.MistakeInTime("Kiosk:Night:From", From), DeviceAddresses.MistakeInTime("Kiosk:Night:To", To) }.OfType<string>())
        {
            yield return new(mistake);
        }

        if (From.Length == 0 != (To.Length == 0))
        {
            yield return new("Kiosk:Night:From and Kiosk:Night:To must be given together.\nKiosk:Night:From và Kiosk:Night:To phải cùng được nêu.");
        }

        if (Brightness is < 0 or > 100)
        {
            yield return new("Kiosk:Night:Brightness must be between 0 and 100.\nKiosk:Night:Brightness phải từ 0 đến 100.");
        }
    }
}
