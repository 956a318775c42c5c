using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>What is heard: a buzzer on a line or on a PWM channel, and spoken sentences where the machine has sound.</summary>
internal sealed class BuzzerOptions : IValidatableObject
{
    /// <summary>GPIO line of a buzzer that has a pitch of its own, or empty.</summary>
    public string Line { get; set; } = "";

    /// <summary>The buzzer sounds while its line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>PWM chip of a buzzer without a pitch, such as <c>pwmchip0</c>, or empty.</summary>
    [RegularExpression("^(|pwmchip[0-9]{1,3})$", ErrorMessage = "Kiosk:Buzzer:PwmChip must be a PWM chip such as pwmchip0.")]
    public string PwmChip { get; set; } = "";

    /// <summary>Its channel.</summary>
    public int PwmChannel { get; set; }

    /// <summary>Percent; heeded by PWM, and 0 silences any buzzer.</summary>
    public int Volume { get; set; } = 100;

    /// <summary>A folder of recorded sentences (image/prompts) with one folder a language in it, <c>vi</c> and <c>en</c>; or empty. <c>Kiosk:Display:Language</c> chooses.</summary>
    public string Prompts { get; set; } = "";

    /// <summary>ALSA device that speaks them.</summary>
    [StringLength(64, ErrorMessage = "Kiosk:Buzzer:PromptDevice may have at most 64 characters.")]
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
            yield return new("Kiosk:Buzzer:Line and Kiosk:Buzzer:PwmChip name two buzzers; give one of them.");
        }

        if (PwmChannel is < 0 or > 63)
        {
            yield return new("Kiosk:Buzzer:PwmChannel must be between 0 and 63.");
        }

        if (Volume is < 0 or > 100)
        {
            yield return new("Kiosk:Buzzer:Volume must be between 0 and 100.");
        }
    }
}
