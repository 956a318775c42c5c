using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>A port expander whose lines are <c>expander:0</c> and so on, wherever a setting names an output.</summary>
internal sealed class ExpanderOptions : IValidatableObject
{
    public const string Mcp23008 = "mcp23008";
    public const string Mcp23017 = "mcp23017";
    public const string Pca9554 = "pca9554";

    /// <summary><c>mcp23008</c>, <c>mcp23017</c> or <c>pca9554</c>; empty for none.</summary>
    [RegularExpression("^(|mcp23008|mcp23017|pca9554)$", ErrorMessage = "Kiosk:Expander:Kind must be mcp23008, mcp23017 or pca9554.\nKiosk:Expander:Kind phải là mcp23008, mcp23017 hoặc pca9554.")]
    public string Kind { get; set; } = "";

    /// <summary>Its I2C bus.</summary>
    public string Bus { get; set; } = "";

    /// <summary>32 to 39 (0x20 to 0x27); a PCA9554A has 56 to 63 (0x38 to 0x3f).</summary>
    public int Address { get; set; } = 0x20;

    public int Lines => Kind switch
    {
        "" => 0,
        Mcp23017 => 16,
        _ => 8,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeviceAddresses.MistakeInNode("Kiosk:Expander:Bus", Bus, "/dev/i2c-1") is { } mistake)
        {
            yield return new(mistake);
        }

        if (Kind.Length > 0 && Bus.Length == 0)
        {
            yield return new("Kiosk:Expander:Bus must name the expander's I2C bus, such as /dev/i2c-1.\nKiosk:Expander:Bus phải nêu bus I2C của bộ mở rộng, như /dev/i2c-1.");
        }

        if (Address is not ((>= 0x20 and <= 0x27) or (>= 0x38 and <= 0x3F)) || (Address >= 0x38 && Kind != Pca9554))
        {
            yield return new("Kiosk:Expander:Address must be between 32 (0x20) and 39 (0x27), or for a PCA9554A between 56 (0x38) and 63 (0x3f).\nKiosk:Expander:Address phải từ 32 (0x20) đến 39 (0x27), hoặc với PCA9554A từ 56 (0x38) đến 63 (0x3f).");
        }
    }

    /// <returns>Null where the line is not the expander's, or it has it.</returns>
    public string? MistakeIn(string key, string line)
    {
        const string Prefix = "expander:";
        return !line.StartsWith(Prefix, StringComparison.Ordinal) ? null
            : Lines == 0 ? $"{key} is \"{line}\" and Kiosk:Expander:Kind names no expander."
            : int.TryParse(line.AsSpan(Prefix.Length), out var number) && number < Lines ? null
            : $"{key} is \"{line}\" and must be expander:0 to expander:{Lines - 1}: a {Kind} has no more lines.\n{key} là \"{line}\", trong khi phải từ expander:0 đến expander:{Lines - 1}: {Kind} không có thêm đường nào.";
    }
}
