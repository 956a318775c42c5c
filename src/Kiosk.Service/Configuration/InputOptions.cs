using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>Contacts that the terminal monitors and records, where active means open; and the operator's keys.</summary>
internal sealed class InputOptions : IValidatableObject
{
    /// <summary>GPIO line of the switch held down by the housing, or empty.</summary>
    public string Tamper { get; set; } = "";

    /// <summary>Whether opening the case locks the terminal's keys until a technician unlocks them; otherwise it is recorded only.</summary>
    public bool TamperLocks { get; set; } = true;

    /// <summary>GPIO line of the door contact, or empty.</summary>
    public string DoorContact { get; set; } = "";

    /// <summary>Node of the keypad, keyboard or buttons by which an operator uses the menu, or empty.</summary>
    public string Keys { get; set; } = "";

    public bool HasKeys => Keys.Length > 0;

    /// <summary>An open contact reads low instead of high.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>Line bias: <c>up</c>, <c>down</c>, <c>off</c>, or <c>asis</c> to leave what the device tree says.</summary>
    [RegularExpression("^(up|down|off|asis)$", ErrorMessage = "Kiosk:Inputs:Pull must be up, down, off or asis.\nKiosk:Inputs:Pull phải là up, down, off hoặc asis.")]
    public string Pull { get; set; } = "up";

    /// <summary>How long a contact must be stable before a change counts, in milliseconds.</summary>
    public int DebounceMilliseconds { get; set; } = 50;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in new[] { DeviceAddresses.MistakeInLine("Kiosk:Inputs:Tamper", Tamper), DeviceAddresses.MistakeInLine("Kiosk:Inputs:DoorContact", DoorContact), DeviceAddresses.MistakeInNode("Kiosk:Inputs:Keys", Keys, "/dev/input/event0") }.OfType<string>())
        {
            yield return new(mistake);
        }

        if (DebounceMilliseconds is < 0 or > 5000)
        {
            yield return new("Kiosk:Inputs:DebounceMilliseconds must be between 0 and 5000.\nKiosk:Inputs:DebounceMilliseconds phải từ 0 đến 5000.");
        }
    }
}
