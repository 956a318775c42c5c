namespace Kiosk.Service.Configuration;

/// <summary>The layout of the data folder.</summary>
internal sealed record KioskFolders(string Data)
{
    public string Journal => Path.Combine(Data, "journal");

    /// <summary>The records of secret meetings.</summary>
    public string SecretJournal => Path.Combine(Data, "secret");

    public string Cache => Path.Combine(Data, "cache");

    /// <summary>Trusted metadata of the feed and files downloaded from it.</summary>
    public string Sync => Path.Combine(Data, "sync");

    /// <summary>How far the journal was sent, and the collector's receipt.</summary>
    public string Upload => Path.Combine(Data, "upload");

    /// <summary>The mode that a clerk switched to; survives a restart.</summary>
    public string ModeFile => Path.Combine(Data, "mode.json");

    /// <summary>The door whose place the terminal took; survives a restart.</summary>
    public string DoorFile => Path.Combine(Data, "door.json");

    /// <summary>What a stick brought of other terminals' journals.</summary>
    public string Taken => Path.Combine(Data, "taken");

    /// <summary>This terminal's 32-byte random key for procedure pseudonyms.</summary>
    public string ProcedureKeyFile => Path.Combine(Data, "procedure.key");

    /// <summary>Cards that were handed in here for new ones.</summary>
    public string EndedCardsFile => Path.Combine(Data, "ended.cards");

    /// <summary>The terminal's private keys: the device key and the journal's frame key.</summary>
    public string DeviceKeyFile => Path.Combine(Data, "device.key");

    /// <summary>There while the keys are locked because the case was opened, and until it is recorded who unlocked them.</summary>
    public string KeyLockFile => Path.Combine(Data, "keys.lock");

    /// <summary>The public half of the device key, for verifying the journal.</summary>
    public string DevicePublicKeyFile => Path.Combine(Data, "device.pub");

    /// <summary>The terminal's certificates, and the token while their issue is awaited.</summary>
    public string EnrolmentFile => Path.Combine(Data, "enrolment.json");

    /// <summary>Which update of the program was tried last; survives the restart into it.</summary>
    public string TriedUpdateFile => Path.Combine(Data, "update-tried.json");

    /// <summary>The Unix socket for commands, accessible only to the service's user.</summary>
    public string ControlSocket => Path.Combine(Data, "control.sock");
}
