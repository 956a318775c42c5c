using Kiosk.Durability;

namespace Kiosk.Identity.Tpm;

/// <summary>OpenSSL's provider <c>tpm2</c>, which finds its TPM by an environment variable of the C library.</summary>
internal static class TpmProvider
{
    private static readonly Lock Gate = new();
    private static string? set;

    // Not Environment.SetEnvironmentVariable, which native code does not see. Once for each address: another thread may be reading the environment.
    public static void Address(TpmAddress address)
    {
        lock (Gate)
        {
            if (set != address.Tcti)
            {
                Libc.setenv("TPM2OPENSSL_TCTI", address.Tcti, overwrite: 1);
                set = address.Tcti;
            }
        }
    }
}
