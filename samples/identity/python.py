# Signs who a customer is, with nothing but Python.
import base64, hashlib, hmac, json, os, sys, time


def sign(customer, secret, seconds=3600):
    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    header = {"alg": "HS256", "typ": "JWT"}
    claims = {
        "sub": str(customer["id"]),
        "exp": int(time.time()) + seconds,
        "name": customer.get("name"),
        "email": customer.get("email"),
    }
    signed = b".".join(part(json.dumps(value).encode()) for value in (header, claims))
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + part(signature)).decode()


if __name__ == "__main__":
    print(sign(json.loads(sys.argv[1]), os.environ["BATON_SECRET"]))
