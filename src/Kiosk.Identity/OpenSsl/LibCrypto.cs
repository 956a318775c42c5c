using System.Runtime.InteropServices;

namespace Kiosk.Identity.OpenSsl;

/// <summary>OpenSSL's libcrypto under its own names: what an elliptic-curve key with a foreign signature needs. Deprecated since OpenSSL 3.0 and in every 3.x.</summary>
internal static unsafe partial class LibCrypto
{
    public const int CurveP256 = 415;
    public const int ExtraDataOfEcKey = 8;

    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library)]
    public static partial nint EC_KEY_new_by_curve_name(int nid);

    [LibraryImport(Library)]
    public static partial void EC_KEY_free(nint key);

    [LibraryImport(Library)]
    public static partial int EC_KEY_oct2key(nint key, ReadOnlySpan<byte> buf, nuint len, nint ctx);

    [LibraryImport(Library)]
    public static partial nint EC_KEY_OpenSSL();

    [LibraryImport(Library)]
    public static partial nint EC_KEY_METHOD_new(nint meth);

    [LibraryImport(Library)]
    public static partial void EC_KEY_METHOD_set_sign(
        nint meth,
        delegate* unmanaged<int, byte*, int, byte*, uint*, nint, nint, nint, int> sign,
        delegate* unmanaged<nint, nint, nint*, nint*, int> setup,
        delegate* unmanaged<byte*, int, nint, nint, nint, nint> signSig);

    [LibraryImport(Library)]
    public static partial int EC_KEY_set_method(nint key, nint meth);

    [LibraryImport(Library)]
    public static partial int CRYPTO_get_ex_new_index(
        int classIndex, nint argl, nint argp, nint create, nint duplicate, delegate* unmanaged<nint, nint, nint, int, nint, nint, void> free);

    [LibraryImport(Library)]
    public static partial int EC_KEY_set_ex_data(nint key, int idx, nint arg);

    [LibraryImport(Library)]
    public static partial nint EC_KEY_get_ex_data(nint key, int idx);

    [LibraryImport(Library)]
    public static partial nint d2i_ECDSA_SIG(nint sig, ref byte* pp, nint len);

    [LibraryImport(Library)]
    public static partial nint EVP_PKEY_new();

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_set1_EC_KEY(nint pkey, nint key);
}
