namespace Kiosk.Hardware.Expanders;

/// <summary>Which port expander.</summary>
public enum ExpanderKind
{
    /// <summary>8 lines.</summary>
    Mcp23008 = 0,

    /// <summary>16 lines.</summary>
    Mcp23017,

    /// <summary>8 lines; PCA9534 and TCA9554 too.</summary>
    Pca9554,
}
