using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>Sound: a buzzer on a GPIO line or PWM channel, and spoken prompts if the machine has audio.</summary>
internal sealed class BuzzerOptions : IValidatableObject
{
    /// <summary>GPIO line of a buzzer with a fixed pitch, or empty.</summary>
    public string Line { get; set; } = "";

    /// <summary>The buzzer sounds while its line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>PWM chip of a buzzer without a fixed pitch, such as <c>pwmchip0</c>, or empty.</summary>
    [RegularExpression("^(|pwmchip[0-9]{1,3})$", ErrorMessage = "Kiosk:Buzzer:PwmChip must be a PWM chip such as pwmchip0.\nKiosk:Buzzer:PwmChip phải là chip PWM như pwmchip0.")]
    public string PwmChip { get; set; } = "";

    /// <summary>Channel of the PWM chip, from 0 to 63.</summary>
    public int PwmChannel { get; set; }

    /// <summary>In percent. Applies to PWM; 0 silences any buzzer.</summary>
    public int Volume { get; set; } = 100;

    /// <summary>Folder of recorded prompts (image/prompts) with a subfolder per language, <c>vi</c> and <c>en</c>; or empty. <c>Kiosk:Display:Language</c> selects one.</summary>
    public string Prompts { get; set; } = "";

    /// <summary>ALSA device for the prompts.</summary>
    [StringLength(64, ErrorMessage = "Kiosk:Buzzer:PromptDevice may have at most 64 characters.\nKiosk:Buzzer:PromptDevice có tối đa 64 ký tự.")]
    public string PromptDevice { get; set; } = "default";

    public bool HasBuzzer => Line.Length > 0 || PwmChip.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeviceAddresses.MistakeInLine("Kiosk:Buzzer:Line", Line) is { } mistake)
        {
            yield return new(mistake);
        }

        if (Line.Length > 0 && PwmChip.Length > 0)
        {
            yield return new("Kiosk:Buzzer:Line and Kiosk:Buzzer:PwmChip name two buzzers; give one of them.\nKiosk:Buzzer:Line và Kiosk:Buzzer:PwmChip nêu hai còi; chỉ nêu một.");
        }

        if (PwmChannel is < 0 or > 63)
        {
            yield return new("Kiosk:Buzzer:PwmChannel must be between 0 and 63.\nKiosk:Buzzer:PwmChannel phải từ 0 đến 63.");
        }

        if (Volume is < 0 or > 100)
        {
            yield return new("Kiosk:Buzzer:Volume must be between 0 and 100.\nKiosk:Buzzer:Volume phải từ 0 đến 100.");
        }
    }
}
