/// The JSON in which containers and instances are given credentials.
struct AWSCredentialDocument: Decodable {
    let AccessKeyId: String
    let SecretAccessKey: String
    let Token: String?
    let Expiration: String?
}
