using Kiosk.Identity.Tpm;

namespace Kiosk.Identity.Opening;

/// <summary>Where new keys are made.</summary>
/// <param name="Kind"><c>file</c>, <c>tpm</c>, or null for a TPM where there is one.</param>
/// <param name="Tpm">The machine's TPM.</param>
internal sealed record KeyStoreSettings(string? Kind, TpmAddress Tpm)
{
    /// <summary>A key file, whatever the machine has.</summary>
    public static KeyStoreSettings InFile { get; } = new("file", TpmAddress.Parse(TpmAddress.Default)!);

    public bool MakesInTpm => Kind == "tpm" || (Kind is null && Tpm.IsPresent);
}
